import { randomFillSync } from "node:crypto";

/** Asked for at a time: asking costs ten times as much as an id or a nonce that is made of the bytes. */
const POOL_BYTES = 4_096;

const pool = Buffer.alloc(POOL_BYTES);
let next = POOL_BYTES;

/** Random bytes for ids and nonces, at most some dozens; none is given twice. */
export function freshBytes(count: number): Buffer {
  if (next + count > POOL_BYTES) {
    randomFillSync(pool);
    next = 0;
  }
  const fresh = Buffer.from(pool.subarray(next, next + count));
  pool.fill(0, next, next + count);
  next += count;
  return fresh;
}
