/** What each indicator of this service counts, in Danish. */
import type { Phrases } from "@inclusion/kernel";

const PROGRAMME: Phrases = {
  "Citizens who start the entry course: the first day of the first one, once per participation.":
    "Borgere, der begynder på indgangsforløbet: den første dag i det første forløb, én gang pr. deltagelse.",
  "Citizens who complete the entry course, or leave it for a job when at least half of the planned days are done.":
    "Borgere, der gennemfører indgangsforløbet eller forlader det til fordel for et job, når mindst halvdelen af de planlagte dage er afholdt.",
  "Citizens hired, in a job that counts, by a company accepted into the accelerator by then.":
    "Borgere, der ansættes i et tællende job i en virksomhed, som på det tidspunkt er optaget i acceleratoren.",
  "Citizens hired, in a job that counts, by any other employer, as long as 3B.3 is not reached.":
    "Borgere, der ansættes i et tællende job hos enhver anden arbejdsgiver, så længe 3B.3 ikke er nået.",
};

const RECORDS: Phrases = {
  "Participants: everyone who has entered, on the first day, whatever the record lacks.":
    "Deltagere: alle, der er begyndt, på den første dag, uanset hvad registreringen mangler.",
  "Participants whose record states sex, age, labour status and education at entry.":
    "Deltagere, hvis registrering angiver køn, alder, tilknytning til arbejdsmarkedet og uddannelse ved start.",
  "Participants who count in the total alone, because the record lacks an obligatory item.":
    "Deltagere, der kun tæller med i det samlede antal, fordi registreringen mangler en obligatorisk oplysning.",
  "Participants whose labour status at entry is not stated.":
    "Deltagere, hvis tilknytning til arbejdsmarkedet ved start ikke er oplyst.",
  "Participants whose education at entry is not stated.": "Deltagere, hvis uddannelse ved start ikke er oplyst.",
  "Participants who refused to say whether they are migrants or of a minority.":
    "Deltagere, der ikke ønsker at oplyse, om de er indvandrere eller tilhører et mindretal.",
  "Participants who do not know whether they are migrants or of a minority.":
    "Deltagere, der ikke ved, om de er indvandrere eller tilhører et mindretal.",
  "Participants who were not asked whether they are migrants or of a minority.":
    "Deltagere, der ikke er spurgt, om de er indvandrere eller tilhører et mindretal.",
  "Participants who refused to say whether they have a disability.":
    "Deltagere, der ikke ønsker at oplyse, om de har et handicap.",
  "Participants who do not know whether they have a disability.": "Deltagere, der ikke ved, om de har et handicap.",
  "Participants who were not asked whether they have a disability.":
    "Deltagere, der ikke er spurgt, om de har et handicap.",
  "Participants who refused to say whether they are disadvantaged otherwise.":
    "Deltagere, der ikke ønsker at oplyse, om de er dårligt stillede på anden måde.",
  "Participants who do not know whether they are disadvantaged otherwise.":
    "Deltagere, der ikke ved, om de er dårligt stillede på anden måde.",
  "Participants who were not asked whether they are disadvantaged otherwise.":
    "Deltagere, der ikke er spurgt, om de er dårligt stillede på anden måde.",
  "Participants who refused or did not know, without a day on which they were asked.":
    "Deltagere, der ikke ønskede at svare eller ikke vidste det, uden at det fremgår, hvilken dag de blev spurgt.",
};

const OUTPUTS: Phrases = {
  "Participants with a complete record who at entry were unemployed, long-term unemployed included.":
    "Deltagere med fuldstændig registrering, der ved start var ledige, herunder langtidsledige.",
  "Participants with a complete record who at entry were long-term unemployed.":
    "Deltagere med fuldstændig registrering, der ved start var langtidsledige.",
  "Participants with a complete record who at entry were inactive: neither in work nor seeking it.":
    "Deltagere med fuldstændig registrering, der ved start var inaktive: hverken i arbejde eller arbejdssøgende.",
  "Participants with a complete record who at entry were inactive and not in education or training.":
    "Deltagere med fuldstændig registrering, der ved start var inaktive og ikke under uddannelse eller oplæring.",
  "Participants with a complete record who at entry were employed, self-employed included.":
    "Deltagere med fuldstændig registrering, der ved start var i beskæftigelse, herunder selvstændige.",
  "Participants with a complete record who at entry were younger than 25 years.":
    "Deltagere med fuldstændig registrering, der ved start var under 25 år.",
  "Participants with a complete record who at entry were older than 54 years.":
    "Deltagere med fuldstændig registrering, der ved start var over 54 år.",
  "Participants with a complete record who at entry were older than 54 years, and unemployed or inactive and not in education or training.":
    "Deltagere med fuldstændig registrering, der ved start var over 54 år og ledige, eller inaktive og ikke under uddannelse eller oplæring.",
  "Participants with a complete record who at entry were with primary or lower secondary education (ISCED 1 and 2).":
    "Deltagere med fuldstændig registrering, der ved start havde grundskole som højeste uddannelse (ISCED 1 og 2).",
  "Participants with a complete record who at entry were with upper secondary or post-secondary education (ISCED 3 and 4).":
    "Deltagere med fuldstændig registrering, der ved start havde en ungdomsuddannelse eller tilsvarende (ISCED 3 og 4).",
  "Participants with a complete record who at entry were with tertiary education (ISCED 5 to 8).":
    "Deltagere med fuldstændig registrering, der ved start havde en videregående uddannelse (ISCED 5 til 8).",
  "Participants with a complete record who at entry were in a household where nobody works; asked until the amendment of 2018.":
    "Deltagere med fuldstændig registrering, der ved start boede i en husstand, hvor ingen arbejder; spurgt indtil ændringen i 2018.",
  "Participants with a complete record who at entry were in a household where nobody works, with dependent children; asked until 2018.":
    "Deltagere med fuldstændig registrering, der ved start boede med børn i en husstand, hvor ingen arbejder; spurgt indtil 2018.",
  "Participants with a complete record who at entry were a single adult with dependent children; asked until 2018.":
    "Deltagere med fuldstændig registrering, der ved start var enlige forsørgere; spurgt indtil 2018.",
  "Participants with a complete record who answered yes to being migrants, of foreign background or of a minority.":
    "Deltagere med fuldstændig registrering, der har svaret ja til at være indvandrere, have udenlandsk baggrund eller tilhøre et mindretal.",
  "Participants with a complete record who answered yes to being with a disability.":
    "Deltagere med fuldstændig registrering, der har svaret ja til at have et handicap.",
  "Participants with a complete record who answered yes to being disadvantaged otherwise.":
    "Deltagere med fuldstændig registrering, der har svaret ja til at være dårligt stillede på anden måde.",
  "Participants with a complete record who are in CO15, CO16 or CO17.":
    "Deltagere med fuldstændig registrering, der tæller med i CO15, CO16 eller CO17.",
};

const RESULTS: Phrases = {
  "Inactive at entry, seeking a job on leaving or within four weeks after it.":
    "Inaktive ved start, jobsøgende ved afslutning eller inden for fire uger derefter.",
  "Not in education or training at entry, in education or training on leaving or within four weeks after it.":
    "Ikke under uddannelse eller oplæring ved start, under uddannelse eller oplæring ved afslutning eller inden for fire uger derefter.",
  "Gained a qualification on leaving or within four weeks after it.":
    "Har opnået en kvalifikation ved afslutning eller inden for fire uger derefter.",
  "Unemployed or inactive at entry, in employment on leaving or within four weeks after it.":
    "Ledige eller inaktive ved start, i beskæftigelse ved afslutning eller inden for fire uger derefter.",
  "Disadvantaged at entry (CO15 to CO17), in any of CR01 to CR04.":
    "Dårligt stillede ved start (CO15 til CO17), der tæller med i en af CR01 til CR04.",
  "Unemployed or inactive at entry, in employment six months after leaving.":
    "Ledige eller inaktive ved start, i beskæftigelse seks måneder efter afslutning.",
  "Employed at entry, with a better situation on the labour market six months after leaving; a mere pay rise is none.":
    "I beskæftigelse ved start, med en bedre situation på arbejdsmarkedet seks måneder efter afslutning; højere løn alene tæller ikke.",
  "Older than 54 years at entry, in CR06.": "Over 54 år ved start, der tæller med i CR06.",
  "Disadvantaged at entry (CO15 to CO17), in CR06.":
    "Dårligt stillede ved start (CO15 til CO17), der tæller med i CR06.",
  "Inactive at entry, unemployed or employed on leaving.":
    "Inaktive ved start, ledige eller i beskæftigelse ved afslutning.",
  "Unemployed or employed both at entry and on leaving.":
    "Ledige eller i beskæftigelse både ved start og ved afslutning.",
  "Unemployed or employed at entry, inactive on leaving.":
    "Ledige eller i beskæftigelse ved start, inaktive ved afslutning.",
  "Inactive both at entry and on leaving.": "Inaktive både ved start og ved afslutning.",
  "A follow-up that tells of another time than its window, so that its answer is no result.":
    "En opfølgning, der handler om et andet tidspunkt end sit vindue, så svaret ikke er et resultat.",
  "A follow-up with an answer, though the participant has not left.":
    "En opfølgning med svar, selv om deltageren ikke er afsluttet.",
};

const STAGES: Phrases = {
  "Referred by a municipality, or admitted as an alumnus of an earlier programme.":
    "Henvist af en kommune eller optaget som tidligere deltager i en tidligere indsats.",
  "Found to fit and given a place.": "Fundet egnet og tilbudt en plads.",
  "First contact with a company about the participant.": "Første kontakt til en virksomhed om deltageren.",
  "First placement in a company (virksomhedsforløb).": "Første virksomhedsforløb.",
  "First job with paid hours, of any form and however few hours.":
    "Første job med lønnede timer, uanset ansættelsesform og hvor få timer.",
  "First paid hours within six calendar months of entry.":
    "Første lønnede timer inden for seks kalendermåneder efter start.",
  "First day with a mentor.": "Første dag med en mentor.",
  "First job that counts, at any employer: 3B.3 and 3B.4 together, the share in work.":
    "Første tællende job, hos en hvilken som helst arbejdsgiver: 3B.3 og 3B.4 under ét, andelen i arbejde.",
  "In a job that counts on the day 3 calendar months after the first one began. A job is taken to go on until it is said to have ended.":
    "I et tællende job på dagen 3 kalendermåneder efter, at det første begyndte. Et job regnes for at fortsætte, indtil det er oplyst, at det er ophørt.",
  "In a job that counts on the day 6 calendar months after the first one began. A job is taken to go on until it is said to have ended.":
    "I et tællende job på dagen 6 kalendermåneder efter, at det første begyndte. Et job regnes for at fortsætte, indtil det er oplyst, at det er ophørt.",
  "In a job that counts on the day 12 calendar months after the first one began. A job is taken to go on until it is said to have ended.":
    "I et tællende job på dagen 12 kalendermåneder efter, at det første begyndte. Et job regnes for at fortsætte, indtil det er oplyst, at det er ophørt.",
  "Left the programme; a return takes it back.":
    "Afsluttet i indsatsen; vender deltageren tilbage, trækkes det fra igen.",
  "Six calendar months have passed since leaving.": "Der er gået seks kalendermåneder siden afslutningen.",
  "Reached and asked about the day six calendar months after leaving, or one of the 28 days after it.":
    "Kontaktet og spurgt om dagen seks kalendermåneder efter afslutningen eller en af de følgende 28 dage.",
  "Began fast-track aftercare.": "Begyndt på efterværn ad hurtigsporet.",
  "In a job that counts again after fast-track aftercare began.":
    "I et tællende job igen, efter at efterværnet ad hurtigsporet begyndte.",
  "Days from the loss of the job before fast-track aftercare to the next that counts.":
    "Dage fra jobbet blev mistet før efterværnet ad hurtigsporet til det næste tællende job.",
};

export const DEFINITION_PHRASES: Phrases = { ...PROGRAMME, ...RECORDS, ...OUTPUTS, ...RESULTS, ...STAGES };
