/** Caps (lofter): what is left of prices when a person or a programme has a limit. Pure. */
import { invariant } from "@inclusion/kernel";

/** What becomes of one price: `paidMinor + cutMinor` is the price. */
export type Capped = Readonly<{ paidMinor: bigint; cutMinor: bigint }>;

/** Room that is left; null is no limit. Never below 0. */
export type Room = bigint | null;

/** What is left of `capMinor` when `usedMinor` is taken; never below 0. */
export function roomLeft(capMinor: bigint | null, usedMinor: bigint): Room {
  if (capMinor === null) return null;
  return usedMinor >= capMinor ? 0n : capMinor - usedMinor;
}

/** One price under the rooms that are left: the smallest of all decides. */
export function payWithin(priceMinor: bigint, ...rooms: readonly Room[]): Capped {
  invariant(priceMinor >= 0n, "a price is not negative");
  const paidMinor = rooms.reduce<bigint>((paid, room) => (room !== null && room < paid ? room : paid), priceMinor);
  return { paidMinor, cutMinor: priceMinor - paidMinor };
}

/**
 * Prices under one cap, in order: the one that passes the cap is paid in part, later ones pay 0 (P1 in the order of
 * events, P2 in the order of verification).
 */
export function payInOrder(pricesMinor: readonly bigint[], capMinor: bigint | null): readonly Capped[] {
  let usedMinor = 0n;
  return pricesMinor.map((priceMinor) => {
    const paid = payWithin(priceMinor, roomLeft(capMinor, usedMinor));
    usedMinor += paid.paidMinor;
    return paid;
  });
}

/** An outcome on its way under both caps, in the order in which they are verified. */
export type Claimant = Readonly<{ personId: string; priceMinor: bigint }>;

/** Prices under a cap for each person and one for the programme; what a person's cap cuts uses no room of the programme. */
export function payUnderBothCaps(
  claimants: readonly Claimant[],
  caps: Readonly<{ personCapMinor: bigint | null; programmeCapMinor: bigint | null }>,
): readonly Capped[] {
  const usedByPerson = new Map<string, bigint>();
  let usedMinor = 0n;
  return claimants.map(({ personId, priceMinor }) => {
    const ofPerson = usedByPerson.get(personId) ?? 0n;
    const paid = payWithin(
      priceMinor,
      roomLeft(caps.personCapMinor, ofPerson),
      roomLeft(caps.programmeCapMinor, usedMinor),
    );
    usedByPerson.set(personId, ofPerson + paid.paidMinor);
    usedMinor += paid.paidMinor;
    return paid;
  });
}
