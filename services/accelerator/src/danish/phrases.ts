/** Sentences of this service's rules in Danish; the values of a rule stand where the braces are. */
import type { Phrases } from "@inclusion/kernel";

export const ACCELERATOR_PHRASES: Phrases = {
  "There is no course of this id that you may see.": "Der er intet acceleratorforløb med dette id, som du må se.",
  "There is no {} of this id that you may change.": "Der er ikke noget med dette id, som du må ændre ({1}).",
  "There is no company of this id in this programme and place that you may write for.":
    "Der er ingen virksomhed med dette id i denne indsats og kommune, som du må skrive for.",
  "There is no call of this id that you may see.": "Der er ingen ansøgningsrunde med dette id, som du må se.",
  "There is no such municipality in a programme that you may see.":
    "Der er ingen sådan kommune i en indsats, som du må se.",
  "There is no programme of this id that you may see.": "Der er ingen indsats med dette id, som du må se.",
  "There is no partnership of this id that has been signed and that you may see.":
    "Der er intet underskrevet partnerskab med dette id, som du må se.",
  "There are no figures of this id that you may see.": "Der er ingen tal med dette id, som du må se.",
  "The job opening is no longer there.": "Jobåbningen findes ikke længere.",
  "A growth rule counts for every company: this token sees some of them only.":
    "En vækstregel gælder alle virksomheder: dette token ser kun nogle af dem.",
  "{} is no id.": "{1} er ikke et id.",
  "Give a year.": "Angiv et årstal.",
  "Ask for 1 to {}.": "Bed om 1 til {1}.",
  "A distance is 0 to {} kilometres.": "En afstand er 0 til {1} kilometer.",
  "There are weights of the versions {}.": "Der er vægte i versionerne {1}.",
  "The {} has been changed since version {}: read version {} and decide again.":
    "Posten ({1}) er ændret siden version {2}: læs version {3}, og tag stilling igen.",
  "The row has been changed since version {}: read version {} and decide again.":
    "Rækken er ændret siden version {1}: læs version {2}, og tag stilling igen.",
  "{} is still to come: give a day up to {}.": "{1} ligger ude i fremtiden: angiv en dag til og med {2}.",
  "{} is before {} ({}): correct one of the two.": "{1} ligger før {2} ({3}): ret en af de to.",
  "{} is before the period's first day ({}).": "{1} ligger før periodens første dag ({2}).",
  "{} is not after the baseline ({}).": "{1} ligger ikke efter udgangstallene ({2}).",
  "The last day is before the first.": "Den sidste dag ligger før den første.",
  "{} does not follow from {}: read the course again and choose a step that does.":
    "{1} kan ikke følge efter {2}: læs acceleratorforløbet igen, og vælg et trin, der kan.",
  "{} is possible in {}; the course is {}.": "{1} er muligt i {2}; acceleratorforløbet er {3}.",
  "Planning a milestone": "At planlægge en milepæl",
  "Writing a plan": "At skrive en plan",
  "Measuring a goal": "At måle et mål",
  "Recording a baseline": "At registrere udgangstal",
  "A change of partnership": "Et skift af partnerskab",
  "Say why.": "Angiv hvorfor.",
  "Say why, in a few words and without anybody's name.": "Angiv hvorfor, med få ord og uden navne.",
  "Write at most {} characters.": "Skriv højst {1} tegn.",
  "Write something of at most {} characters.": "Skriv noget på højst {1} tegn.",
  "Give a number from {} to {}.": "Angiv et tal fra {1} til {2}.",
  "Give the SHA-256 hash of the evidence: 64 digits and small letters from a to f.":
    "Angiv dokumentationens SHA-256: 64 cifre og små bogstaver fra a til f.",
  "Refer to what shows that it is done.": "Henvis til det, der viser, at det er gjort.",
  "Write each code once, in capitals and underscores, as CALM_SETTING.":
    "Skriv hver kode én gang med store bogstaver og understreger, fx CALM_SETTING.",
  "Write the target group in capitals and underscores.": "Skriv målgruppen med store bogstaver og understreger.",
  "Give at most {} codes.": "Angiv højst {1} koder.",
  "Give the eight digits of the register number; the check digit is wrong.":
    "Angiv CVR-nummerets otte cifre; kontrolcifferet er forkert.",
  "The organisation has another register number.": "Organisationen har et andet CVR-nummer.",
  "The call takes applications from {}.": "Ansøgningsrunden modtager ansøgninger fra {1}.",
  "{} companies are accepted: the capacity cannot be less.":
    "{1} virksomheder er optaget: der kan ikke være færre pladser.",
  "The cohort {!} has its {} companies.": "Holdet {1} har sine {2} virksomheder.",
  "The programme has a call for the cohort {!}: choose another name.":
    "Indsatsen har allerede en ansøgningsrunde for holdet {1}: vælg et andet navn.",
  "Give at least one criterion.": "Angiv mindst ét kriterium.",
  "Write the code in capitals, as SOCIAL_IMPACT.": "Skriv koden med store bogstaver, fx SOCIAL_IMPACT.",
  "{!} stands twice: give each criterion a code of its own.": "{1} står to gange: giv hvert kriterium sin egen kode.",
  "Give a weight from 1 to {}.": "Angiv en vægt fra 1 til {1}.",
  "Give a whole number from {} to {}.": "Angiv et helt tal fra {1} til {2}.",
  "A score is a whole number from 1 to 5.": "En score er et helt tal fra 1 til 5.",
  "Score these as well: {!}.": "Bedøm også disse: {1}.",
  "{!} is no criterion in force, or is scored twice.": "{1} er ikke et gældende kriterium eller er bedømt to gange.",
  "You declared a conflict of interest: leave this one to others.": "Du har meldt dig inhabil: overlad den til andre.",
  "The company has an open course in the programme.": "Virksomheden har et åbent acceleratorforløb i indsatsen.",
  "The company has an open course in the programme, which you may not see or which has just begun.":
    "Virksomheden har et åbent acceleratorforløb i indsatsen, som du ikke må se, eller som netop er begyndt.",
  "The organisation was found to be {}: apply with that one.": "Organisationen er lagt sammen med {1}: ansøg med den.",
  "Give the four digits of the company's home municipality, one of the 98.":
    "Angiv de fire cifre for virksomhedens hjemkommune, en af de 98.",
  "Give the four digits of one of the 98 municipalities, as 0751.":
    "Angiv de fire cifre for en af de 98 kommuner, fx 0751.",
  "No social purpose is known: the application has to state it, with evidence.":
    "Der kendes intet socialt formål: ansøgningen skal oplyse det med dokumentation.",
  "The company's size is not known: the application has to state it, with evidence.":
    "Virksomhedens størrelse kendes ikke: ansøgningen skal oplyse den med dokumentation.",
  "The company is large: the accelerator is for small and medium-sized ones.":
    "Virksomheden er stor: acceleratoren er for små og mellemstore.",
  "These checks are missing or failed: {}.": "Disse kontroller mangler eller er ikke bestået: {1}.",
  "The programme asks for a partnership that all roles have signed and that has not ended.":
    "Indsatsen kræver et partnerskab, som alle roller har underskrevet, og som ikke er ophørt.",
  "Record the baseline first.": "Registrér først udgangstallene.",
  "Record the figures of the last period that was closed before this day.":
    "Registrér tallene for den sidste periode, der var afsluttet før denne dag.",
  "The company has its baseline: a second person corrects it, with the reason.":
    "Virksomheden har sine udgangstal: en anden person retter dem med begrundelse.",
  "The actor has its baseline: take it back first.": "Aktøren har sine udgangstal: træk dem tilbage først.",
  "Follow-ups are compared with this baseline: take those back first.":
    "Opfølgninger sammenlignes med disse udgangstal: træk dem tilbage først.",
  "A baseline is of a period before the decision on {}.": "Udgangstal er for en periode før afgørelsen den {1}.",
  "A baseline is of a period before the decision and before every follow-up.":
    "Udgangstal er for en periode før afgørelsen og før enhver opfølgning.",
  "A baseline is of a period before the partnership was signed on {}.":
    "Udgangstal er for en periode, før partnerskabet blev underskrevet {1}.",
  "A baseline is for no month: leave it out.": "Udgangstal har ingen måned: udelad den.",
  "Give the month 6, 12 or 24; the baseline is that of month 0.":
    "Angiv måned 6, 12 eller 24; udgangstallene er måned 0.",
  "Give the month 12 or 24.": "Angiv måned 12 eller 24.",
  "Give BASELINE or FOLLOW_UP: an other actor graduates from no course.":
    "Angiv BASELINE eller FOLLOW_UP: en anden aktør gennemfører ikke noget forløb.",
  "Figures after graduation go through courseMeasure.": "Tal efter gennemførelsen registreres med courseMeasure.",
  "Public and private sales together are more than the turnover: correct one of the three.":
    "Offentligt og privat salg er tilsammen mere end omsætningen: ret et af de tre.",
  "Say where the figures are from.": "Angiv, hvor tallene er fra.",
  "There are figures from {} to {}: correct those instead.": "Der er tal fra {1} til {2}: ret dem i stedet.",
  "There are figures of some of these days.": "Der er allerede tal for nogle af dagene.",
  "Give a period that begins after the graduation on {}.":
    "Angiv en periode, der begynder efter gennemførelsen den {1}.",
  "Give a period after the baseline, which ended on {}.": "Angiv en periode efter udgangstallene, som sluttede {1}.",
  "Give a day after the goal's baseline, {}.": "Angiv en dag efter målets udgangspunkt, {1}.",
  "The period is not over.": "Perioden er ikke slut.",
  "The period is not over: record its figures when it is.": "Perioden er ikke slut: registrér dens tal, når den er.",
  "The company has become part of {}: its figures can no longer be compared.":
    "Virksomheden er blevet en del af {1}: dens tal kan ikke længere sammenlignes.",
  "The company has become part of {}: give that one.": "Virksomheden er blevet en del af {1}: angiv den.",
  "The baseline is in {}: give the figures in it.": "Udgangstallene er i {1}: angiv tallene i den valuta.",
  "The baseline is in {}.": "Udgangstallene er i {1}.",
  "Follow-ups are in another currency: correct the figures in theirs.":
    "Opfølgninger er i en anden valuta: ret tallene i deres.",
  "The goal is measured in {!}, not in {!}.": "Målet måles i {1}, ikke i {2}.",
  "You entered the figures in force: let somebody else correct them.":
    "Du har indtastet de gældende tal: lad en anden rette dem.",
  "You entered these figures: let somebody else take them back.":
    "Du har indtastet disse tal: lad en anden trække dem tilbage.",
  "The plan lacks {}.": "Planen mangler {1}.",
  "a social goal": "et socialt mål",
  "a business goal": "et forretningsmål",
  "planned jobs": "planlagte job",
  "a plan": "en plan",
  "a revision since the last approval": "en revision siden den seneste godkendelse",
  "The plan has no goal {!}.": "Planen har intet mål {1}.",
  "Give each goal a code of its own, in capitals.": "Giv hvert mål sin egen kode med store bogstaver.",
  "Write the unit in capitals, as DKK.": "Skriv enheden med store bogstaver, fx DKK.",
  "The milestone was done on {}.": "Milepælen blev nået {1}.",
  "These milestones have still to be done: {!}.": "Disse milepæle mangler at blive nået: {1}.",
  "The course has no such milestone.": "Acceleratorforløbet har ingen sådan milepæl.",
  "The course has no such figures.": "Acceleratorforløbet har ingen sådanne tal.",
  "The course has no such hours.": "Acceleratorforløbet har ingen sådanne timer.",
  "There are no such figures in force.": "Der er ingen sådanne gældende tal.",
  "The company's cohort has no such session.": "Virksomhedens hold har ingen sådan session.",
  "The hours of this kind on {} would be more than 24.": "Timerne af denne type den {1} ville blive over 24.",
  "Record figures of a period that ended after the acceptance.":
    "Registrér tal for en periode, der sluttede efter optagelsen.",
  "{} placements at the company go on: move or end them first.":
    "{1} placeringer i virksomheden er i gang: flyt eller afslut dem først.",
  "Give a threshold of turnover, of full-time equivalents, or of both.":
    "Angiv en grænse for omsætning, for årsværk eller for begge.",
  "Where both have to grow, both need a threshold.": "Skal begge vokse, skal begge have en grænse.",
  "The organisation has no role of other actor in a signed partnership of this id.":
    "Organisationen har ikke rollen som anden aktør i et underskrevet partnerskab med dette id.",
  "The partnership is not of this municipality.": "Partnerskabet hører ikke til denne kommune.",
  "The partnership was not signed in the period.": "Partnerskabet var ikke underskrevet i perioden.",
  "The partnership was not signed on {}, or had ended: give a day between, or leave it out.":
    "Partnerskabet var ikke underskrevet den {1} eller var ophørt: angiv en dag imellem, eller udelad det.",
  "The programme has no signed partnership of this id.": "Indsatsen har intet underskrevet partnerskab med dette id.",
  "The programme has no such partnership that has been signed.": "Indsatsen har intet sådant underskrevet partnerskab.",
  "Another actor of the programme has grown in this municipality: one counts.":
    "En anden aktør i indsatsen har vækst i denne kommune: kun én tæller.",
  "Another actor of the programme, which you may not see, has grown in this municipality: one counts.":
    "En anden aktør i indsatsen, som du ikke må se, har vækst i denne kommune: kun én tæller.",
  "Without these figures the actor has grown, and another one counts in this municipality.":
    "Uden disse tal har aktøren vækst, og en anden tæller i denne kommune.",
  "Give an id of the graph.": "Angiv et id fra grafen.",
  "No organisation of this id is known here: register it first, or wait until it has been told.":
    "Ingen organisation med dette id kendes her: registrér den først, eller vent, til den er meldt hertil.",
  "The company has no course of this id in the programme.":
    "Virksomheden har intet acceleratorforløb med dette id i indsatsen.",
  "The company has not been accepted yet.": "Virksomheden er endnu ikke optaget.",
  "The company was not in the accelerator on {}.": "Virksomheden var ikke i acceleratoren den {1}.",
  "The opening is {} and open {}, not on {}.": "Jobåbningen er {1} og åben {2}, ikke den {3}.",
  "The opening is {}: only a DRAFT is published.": "Jobåbningen er {1}: kun en DRAFT kan offentliggøres.",
  "The opening is {}: only a PUBLISHED one is closed.": "Jobåbningen er {1}: kun en PUBLISHED kan lukkes.",
  "A closed opening is not changed: draft a new one.": "En lukket jobåbning ændres ikke: opret en ny.",
  "The first day of a published opening stays as it is.": "Den første dag i en offentliggjort jobåbning ændres ikke.",
  "All {} seats are taken: break one off or add a seat.":
    "Alle {1} pladser er besat: afbryd en, eller tilføj en plads.",
  "{} seats are taken: give at least as many, or break one off first.":
    "{1} pladser er besat: angiv mindst så mange, eller afbryd en først.",
  "An opening has 1 to {} seats.": "En jobåbning har 1 til {1} pladser.",
  "Mentors are 0 to {}.": "Der kan være 0 til {1} mentorer.",
  "Hours a week are more than 0 and at most {}.": "Det ugentlige timetal er over 0 og højst {1}.",
  "Hours a week are more than 0 and at most {}, with one decimal.":
    "Det ugentlige timetal er over 0 og højst {1} med én decimal.",
  "The participation fills a seat of this opening already.": "Deltageren besætter allerede en plads i denne jobåbning.",
  "No participation of this id was told as ready for work in the programme, or you may not see it.":
    "Ingen deltagelse med dette id er meldt klar til job i indsatsen, eller du må ikke se den.",
  "The opening has no filling of this id.": "Jobåbningen har ingen besættelse med dette id.",
  "The seat is free already.": "Pladsen er allerede fri.",
  "The place is counted already, from {} on: withdraw that one first if it is wrong.":
    "Pladsen er allerede talt fra {1}: træk den tilbage først, hvis den er forkert.",
  "The place was withdrawn: it is none.": "Pladsen er trukket tilbage og tæller ikke.",
  "The place was withdrawn already.": "Pladsen er allerede trukket tilbage.",
  "Somebody has the place since {}.": "Pladsen har været optaget siden {1}.",
  "Somebody has the place: free it first.": "Pladsen er optaget: frigør den først.",
  "Nobody has the place.": "Pladsen er ikke optaget af nogen.",
  "A hire is counted by this evidence already.": "En ansættelse er allerede talt med denne dokumentation.",
  "The hire was withdrawn already.": "Ansættelsen er allerede trukket tilbage.",
  "Only who was unemployed is counted here.": "Her tælles kun den, der var ledig.",
  "A workplace was recorded by this evidence.": "En arbejdsplads er allerede registreret med denne dokumentation.",
  "A workplace begins as NEW or RETAINED.": "En arbejdsplads begynder som NEW eller RETAINED.",
  "The workplace is {}: what may follow is {}, not {}.": "Arbejdspladsen er {1}: det næste kan være {2}, ikke {3}.",
  "There are the versions {}.": "Der findes versionerne {1}.",
  "The company was measured in {} on {} by this version.": "Virksomheden er målt på {1} den {2} med denne version.",
  "from {} to {}": "fra {1} til {2}",
  "{} to {}": "{1} til {2}",
  "an open end": "en åben slutdato",
  "its first day": "dens første dag",
  "the call's first day": "ansøgningsrundens første dag",
  "the application": "ansøgningen",
  "the acceptance": "optagelsen",
  "the company's acceptance": "virksomhedens optagelse",
  "the step before it": "det forrige trin",
  "the day the plan was written": "dagen, hvor planen blev skrevet",
  "the revision before it": "den forrige revision",
  "the first day of the version before it": "den forrige versions første dag",
  "the day it was {}": "dagen, hvor den blev {1}",
  "the day it was filled": "dagen, hvor den blev besat",
  "the day it was established": "dagen, hvor den blev oprettet",
  "the day it was freed": "dagen, hvor den blev frigjort",
  "the day it was booked": "dagen, hvor den blev optaget",
  course: "acceleratorforløb",
  call: "ansøgningsrunde",
  "job opening": "jobåbning",
  "training place": "uddannelsesplads",
  "ordinary hire": "ordinær ansættelse",
  "inclusive workplace": "rummelig arbejdsplads",
  "This field holds what may be a civil registration number: no person is written of here.":
    "Feltet indeholder, hvad der kan være et CPR-nummer: her skrives ikke om personer.",
};
