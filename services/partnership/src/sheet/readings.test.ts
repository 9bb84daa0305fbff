import { expect, test } from "vitest";
import { readAmount } from "./amounts.ts";
import { payerNamed } from "./budget.ts";
import { readDay, readPeriod } from "./days.ts";
import { slugOf } from "./title.ts";

test.for([
  ["26.103.298", 2_610_329_800n],
  ["26103298", 2_610_329_800n],
  ["kr. 14.486.836,80", 1_448_683_680n],
  ["Kr. 999,5", 99_950n],
  ["1.000,- kr.", 100_000n],
  ["kr. 1.000,-", 100_000n],
  ["1 811 383,21 €", 181_138_321n],
  ["€ 1.811.383,21", 181_138_321n],
  ["779 893,27 € (43%)", 77_989_327n],
  ["€204k", 20_400_000n],
  ["€1.2m", 120_000_000n],
  ["€1.25M", 125_000_000n],
  ["€1.811", null],
  ["€1,811,383.21", null],
  ["1 811.383 €", null],
  ["kr. 5 €", null],
  ["204k", null],
  ["", null],
] as const)("reads the amount %s as %s", ([text, minor]) => {
  expect(readAmount(text, "DKK")?.minor ?? null).toBe(minor);
});

test.for([
  ["20.10.2020", "2020-10-20"],
  ["1.2.2020", "2020-02-01"],
  ["1. september 2023", "2023-09-01"],
  ["31. MAJ 2023.", "2023-05-31"],
  ["1 January 2016", "2016-01-01"],
  ["2019-05-20", "2019-05-20"],
  ["31.02.2020", null],
  ["30 February 2020", null],
  ["1. brumaire 2020", null],
  ["01.02.20", null],
  ["02/01/2020", null],
  ["september 2023", null],
  ["20.10.2020 kl. 12", null],
] as const)("reads the day %s as %s", ([text, day]) => {
  expect(readDay(text)).toBe(day);
});

test.for([
  ["1. september 2023 – 31. august 2026.", ["2023-09-01", "2026-08-31"]],
  ["1. september 2023–31. august 2026", ["2023-09-01", "2026-08-31"]],
  ["fra 1.9.2023 til 31.8.2026", ["2023-09-01", "2026-08-31"]],
  ["2019-05-20 → 2020-12-31", ["2019-05-20", "2020-12-31"]],
  ["2019-05-20", null],
  ["3 år", null],
  ["1.9.2023 – 1.9.2024 – 1.9.2025", null],
] as const)("reads the period %s as %s", ([text, days]) => {
  expect(readPeriod(text)).toEqual(days);
});

test.for([
  ["Iværksætteri & jobskabelse", "ivaerksaetteri-jobskabelse"],
  ["Øget MOBILITET på tværs (EURES)", "oeget-mobilitet-paa-tvaers-eures"],
  ["Uddannelse – for alle", "uddannelse-for-alle"],
  ["SMV'er, cafeer og caféer über alt", "smver-cafeer-og-cafeer-uber-alt"],
  ["A\u030arhus", "aarhus"],
  ["A\u0301rhus", "arhus"],
  ["---", ""],
  ["x".repeat(300), "x".repeat(300)],
] as const)("makes of the title %s the slug %s", ([title, slug]) => {
  expect(slugOf(title)).toBe(slug);
});

test.for([
  ["Den Europæiske Socialfond", "ESF"],
  ["ESF+", "ESF"],
  ["Tilskud fra Erhvervsstyrelsen (ERST), 60%", "ESF"],
  ["Danmarks Erhvervsfremmebestyrelse (DEM), 10%", "DECENTRALISED_BUSINESS_PROMOTION"],
  ["Decentrale midler", "DECENTRALISED_BUSINESS_PROMOTION"],
  ["Kontant kommunalt tilskud", "OWN_OR_OTHER"],
  ["Tilskud til dem, der deltager", "OWN_OR_OTHER"],
] as const)("knows that %s is %s", ([label, payer]) => {
  expect(payerNamed(label)).toBe(payer);
});
