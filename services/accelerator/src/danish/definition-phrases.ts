/** What each indicator of this service counts, in Danish. */
import type { Phrases } from "@inclusion/kernel";

export const DEFINITION_PHRASES: Phrases = {
  "Companies accepted into the accelerator, on the day of acceptance; one that leaves later was in it all the same.":
    "Virksomheder, der er optaget i acceleratoren, på dagen for optagelsen; en virksomhed, der senere går ud, har stadig været med.",
  "Companies that are through the course, on the day of graduation.":
    "Virksomheder, der har gennemført forløbet, på dagen for afslutningen.",
  "Companies that left the course before its end, on the day of leaving.":
    "Virksomheder, der har forladt forløbet før tid, på den dag de gik ud.",
  "Accepted companies above their frozen baseline by the programme's growth rule, while the latest period says so.":
    "Optagne virksomheder, der efter indsatsens vækstregel ligger over deres fastlåste udgangspunkt, så længe den seneste periode viser det.",
  "Training and internship places, once each, on the day on which they are established, filled or not.":
    "Oplærings- og praktikpladser, én gang hver, på den dag de oprettes, hvad enten de er besat eller ej.",
  "Hires of people who were unemployed and take no part in the programme, on their first day of work.":
    "Ansættelser af personer, der var ledige og ikke deltager i indsatsen, på deres første arbejdsdag.",
  "Training and internship places of companies outside the accelerator; no part of what the accelerator promised.":
    "Oplærings- og praktikpladser i virksomheder uden for acceleratoren; indgår ikke i acceleratorens måltal.",
  "Hires of other unemployed people by companies outside the accelerator; no part of what the accelerator promised.":
    "Ansættelser af andre ledige i virksomheder uden for acceleratoren; indgår ikke i acceleratorens måltal.",
  "Participations hired by accelerator companies, once each, as the participant service counts them in 3B.3.":
    "Deltagelser, der fører til ansættelse i acceleratorens virksomheder, én gang hver, som de tælles i 3B.3.",
  "Inclusive workplaces that were made and are new on the day.":
    "Rummelige arbejdspladser, der er oprettet og er nye på dagen.",
  "Inclusive workplaces that are kept on the day.": "Rummelige arbejdspladser, der er fastholdt på dagen.",
  "Inclusive workplaces that are gone on the day.": "Rummelige arbejdspladser, der er bortfaldet på dagen.",
  "Job openings that were published, from their first day on.":
    "Jobåbninger, der er offentliggjort, fra deres første dag.",
  "Job openings that run on the day and have a seat free.": "Jobåbninger, der løber på dagen og har en ledig plads.",
  "Job openings whose seats are all taken on the day.": "Jobåbninger, hvor alle pladser er besat på dagen.",
  "Seats of job openings that are taken on the day, hires beyond the seats among them. Days are counted from the opening's first day.":
    "Pladser i jobåbninger, der er besat på dagen, herunder ansættelser ud over pladserne. Dage tælles fra jobåbningens første dag.",
  "Seats that were taken at some time, also those given back, counted on the day on which they were offered.":
    "Pladser, der på et tidspunkt har været besat, også dem der er givet tilbage, talt på den dag de blev tilbudt.",
};
