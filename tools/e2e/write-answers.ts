/** Writes down what a fresh system with the seed's programmes answers to every question; read the difference after it. */
import { ask, listQuestions, writeAnswer } from "./questions.ts";
import { startTestSystem, testFolder } from "./test-system.ts";

const folder = testFolder();
try {
  const system = await startTestSystem({ dataDir: folder.dataDir, form: "together", seed: "programme" });
  try {
    for (const question of listQuestions()) {
      writeAnswer(question, await ask(system, question));
      console.log(`${question.name} answered`);
    }
  } finally {
    await system.stop();
  }
} finally {
  folder.remove();
}
