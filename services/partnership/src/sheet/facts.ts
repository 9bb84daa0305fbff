import type { Currency, LocalDate } from "@inclusion/kernel";
import type { ProgrammeArea } from "./areas.ts";
import type { Target } from "./targets.ts";

/** The forms in which project sheets are published; see `layout.ts` for their marks. */
export type SheetLayout = "A" | "B" | "C" | "D" | "E" | "F";

/** Who pays a part of a programme. */
export type PartSource = "ESF" | "DECENTRALISED_BUSINESS_PROMOTION" | "OWN_OR_OTHER";

/** An amount that one payer contributes, in minor units, under the label as the sheet writes it. */
export type SheetPart = Readonly<{ source: PartSource; label: string; minor: bigint }>;

/** What one sheet states about a programme; null always means that the sheet does not state it. */
export type SheetFacts = Readonly<{
  title: string;
  /** Made from the whole title; equal titles have equal slugs, however the page was copied. */
  slug: string;
  layout: SheetLayout;
  startsOn: LocalDate | null;
  /** The last day, included. */
  endsOn: LocalDate | null;
  /** The currency of every amount of the sheet. */
  currency: Currency;
  eligibleTotalMinor: bigint | null;
  /** Whether the total was added up from the parts, because the sheet states none. */
  eligibleTotalDerived: boolean;
  /** Only amounts that the sheet states, in its order. */
  parts: readonly SheetPart[];
  areas: readonly ProgrammeArea[] | null;
  financing: readonly string[] | null;
  priorityArea: string | null;
  recommendedBy: string | null;
  beneficiary: string | null;
  beneficiaryPostcode: string | null;
  partners: readonly string[] | null;
  targets: readonly Target[] | null;
}>;
