/** The testing door of the kernel: services on real databases, asked as named viewers. */
export * from "./change-plan.ts";
export * from "./entity-columns.ts";
export { fieldsRefused } from "./fields-refused.ts";
export * from "./mutation-contract.ts";
export * from "./test-database.ts";
export * from "./test-service.ts";
export * from "./test-viewer.ts";
