/**
 * Chance that can be repeated: xoshiro128** (D. Blackman and S. Vigna, 2018, public domain), with a stream of its own
 * for every pair of draw and group. What a stream gives depends on seed, draw and group alone, so that no order of
 * work and no division of it changes a result. Only whole numbers of 32 bits, so every machine gives the same.
 */

/** The state of one stream; four numbers that are never all 0. */
export type Stream = Uint32Array;

/** A stream to be placed by `placeStream`, again and again. */
export function newStream(): Stream {
  return new Uint32Array(4);
}

/**
 * Places a stream at its beginning. Different pairs begin differently, because each step is a bijection of 32 bits.
 *
 * @param seed, draw, group whole numbers from 0 to 2^32 - 1
 */
export function placeStream(stream: Stream, seed: number, draw: number, group: number): void {
  const key = scrambled(seed ^ 0x9e3779b9);
  const ofDraw = scrambled(draw ^ key);
  const ofGroup = scrambled(group ^ scrambled(key + 0x85ebca6b));
  stream[0] = ofDraw;
  stream[1] = ofGroup;
  stream[2] = scrambled(ofDraw ^ rotated(ofGroup, 16));
  stream[3] = scrambled(ofGroup + 0x6d2b79f5) | 1;
  nextBits(stream);
  nextBits(stream);
}

/** The next 32 bits of a stream, as a whole number from 0 to 2^32 - 1. */
export function nextBits(stream: Stream): number {
  const [s0, s1, s2, s3] = [stream[0] as number, stream[1] as number, stream[2] as number, stream[3] as number];
  const result = Math.imul(rotated(Math.imul(s1, 5), 7), 9) >>> 0;
  const [a, b] = [s2 ^ s0, s3 ^ s1];
  stream[1] = s1 ^ a;
  stream[0] = s0 ^ b;
  stream[2] = a ^ (s1 << 9);
  stream[3] = rotated(b, 11);
  return result;
}

/** How many of the 2^32 values lie below a share in millionths: an event of that share happens when bits are below it. */
export function thresholdOf(millionths: number): number {
  return Math.round((millionths / 1_000_000) * 4_294_967_296);
}

/**
 * A value between `low` and `high`, most often near `mid` (triangular), rounded to a whole number.
 *
 * Square roots are exact to the last bit on every machine, so this is too.
 */
export function triangular(bits: number, low: number, mid: number, high: number): number {
  if (high === low) return low;
  const share = bits / 4_294_967_296;
  const turn = (mid - low) / (high - low);
  const value =
    share < turn
      ? low + Math.sqrt(share * (high - low) * (mid - low))
      : high - Math.sqrt((1 - share) * (high - low) * (high - mid));
  return Math.round(value);
}

function rotated(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

/** A bijection of 32 bits that spreads every bit over all (the finalizer of MurmurHash3, A. Appleby, public domain). */
function scrambled(bits: number): number {
  let mixed = bits | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
