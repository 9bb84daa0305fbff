/** Asks the graph as a caller, and keeps all that was ever answered to whom. */
import type { Caller } from "./callers.ts";
import type { Told } from "./walker.ts";

/** What a caller was told, word for word. */
export type Heard = Readonly<{ caller: Caller; query: string; text: string }>;

export type Asking = Readonly<{
  ask: (caller: Caller, query: string, variables?: object) => Promise<Told>;
  /** The answer as text, with the request's id taken out of it. */
  askText: (caller: Caller, query: string, variables?: object) => Promise<string>;
  heard: readonly Heard[];
}>;

export function askingAt(url: string): Asking {
  const heard: Heard[] = [];
  const post = async (caller: Caller, query: string, variables: object) => {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(caller.token === null ? {} : { authorization: `Bearer ${caller.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    heard.push({ caller, query, text: `${JSON.stringify([...response.headers])}${text}` });
    return { status: response.status, text };
  };
  return {
    heard,
    ask: async (caller, query, variables = {}) => {
      const { status, text } = await post(caller, query, variables);
      const { data, errors } = JSON.parse(text) as Partial<Told>;
      return { status, data: data ?? null, errors: errors ?? [] };
    },
    askText: async (caller, query, variables = {}) => {
      const { text } = await post(caller, query, variables);
      return text.replaceAll(/"requestId":"[^"]*"/g, '"requestId":""');
    },
  };
}
