/** Sentences of this service's rules in Danish; the values of a rule stand where the braces are. */
import type { Phrases } from "@inclusion/kernel";

export const PARTICIPANT_PHRASES: Phrases = {
  "The participation has been changed since version {}: read version {} and decide again.":
    "Deltagelsen er ændret siden version {1}: læs version {2}, og tag stilling igen.",
  "{} does not follow from {}: read the participation again and choose a step that does.":
    "{1} kan ikke følge efter {2}: læs deltagelsen igen, og vælg et trin, der kan.",
  "{} is still to come: give a day up to {}.": "{1} ligger ude i fremtiden: angiv en dag til og med {2}.",
  "{} is before {} ({}): correct one of the two.": "{1} ligger før {2} ({3}): ret en af de to.",
  "{} is before the last day of a placement ({}): correct one of the two.":
    "{1} ligger før en virksomhedsplacerings sidste dag ({2}): ret en af de to.",
  "{} is outside of the programme: {}.": "{1} ligger uden for indsatsen: {2}.",
  "{} is none of the 98 municipalities: give the four digits of the register.":
    "{1} er ikke en af de 98 kommuner: angiv kommunekodens fire cifre.",
  "Municipality {} takes no part in the programme on {}.": "Kommune {1} deltager ikke i indsatsen den {2}.",
  "Every place of municipality {} in the programme is taken: wait until somebody leaves.":
    "Alle kommune {1}s pladser i indsatsen er optaget: vent, til en deltager er udmeldt.",
  "The person was in the programme until {}: the next stay begins after that day.":
    "Borgeren var i indsatsen til og med {1}: det næste ophold begynder efter den dag.",
  "The programme has no partnership of this id that all parties had signed on {}: let them sign first, or refer without a partnership.":
    "Indsatsen har intet partnerskab med dette id, som alle parter havde underskrevet den {1}: lad dem underskrive først, eller henvis uden partnerskab.",
  "The partnership is closed from {}: refer to another one, or without a partnership.":
    "Partnerskabet er lukket fra {1}: henvis til et andet eller uden partnerskab.",
  "The person takes part in the programme already, in a participation that you may not see or that has just begun.":
    "Borgeren deltager allerede i indsatsen i en deltagelse, som du ikke må se, eller som netop er begyndt.",
  "The person takes part in the programme already: go on with participation {}.":
    "Borgeren deltager allerede i indsatsen: fortsæt med deltagelse {1}.",
  "Who returns is counted once: go on with participation {}.":
    "Den, der vender tilbage, tælles én gang: fortsæt med deltagelse {1}.",
  "Give day of birth and sex of a new person, or another participation of the same person.":
    "Angiv fødselsdato og køn for en ny borger, eller en anden deltagelse for samme borger.",
  "Record an earlier effort, or the reason why there is none.":
    "Registrér en tidligere indsats, eller grunden til at der ikke er nogen.",
  "Name the earlier programme, or a participation of the same person that began in another programme.":
    "Angiv den tidligere indsats, eller en deltagelse for samme borger, der begyndte i en anden indsats.",
  "An alumnus comes in work or after losing it; others are referred.":
    "En tidligere deltager kommer i arbejde eller efter at have mistet det; andre henvises.",
  "The gate is for alumni in work: tell of the employment that goes on on {}.":
    "Indgangen er for tidligere deltagere i arbejde: angiv den ansættelse, der er i gang den {1}.",
  "The gate is for alumni who lost the job: tell of the employment that ended by {}.":
    "Indgangen er for tidligere deltagere, der har mistet jobbet: angiv den ansættelse, der sluttede senest {1}.",
  "Who came by {} starts with {}, not with {}.": "Den, der er kommet ind ad {1}, begynder med {2}, ikke med {3}.",
  "{} is outside of the target group: correct the benefit or screen as NOT_FIT.":
    "{1} er uden for målgruppen: ret ydelsen, eller visitér som NOT_FIT.",
  "Name at least one indicator.": "Angiv mindst én indikator.",
  "Name at least one criterion of the target group that the person meets.":
    "Angiv mindst ét af målgruppens kriterier, som borgeren opfylder.",
  "Record these facts at entry first: {!}.": "Registrér først disse startoplysninger: {1}.",
  "Facts at entry stay as they were ({!}): if they were wrong, correct the participation.":
    "Startoplysninger bliver, som de var ({1}): var de forkerte, så ret deltagelsen.",
  "Weeks on benefit are 0 to {}.": "Antal uger på ydelse er 0 til {1}.",
  "Write at most {} characters.": "Skriv højst {1} tegn.",
  "A course has 1 to {} planned weeks.": "Et forløb har 1 til {1} planlagte uger.",
  "The person is in this company from {} to {} already.": "Borgeren er allerede i denne virksomhed fra {1} til {2}.",
  "Give hours a week of more than 0, with one decimal at most.":
    "Angiv et ugentligt timetal over 0 med højst én decimal.",
  "Give hours a week of more than 0 and at most {}, with one decimal.":
    "Angiv et ugentligt timetal over 0 og højst {1} med én decimal.",
  "All placements together would be {} hours a week on some days: {} are the most.":
    "Alle placeringer tilsammen ville nogle dage blive {1} timer om ugen: {2} er det højeste.",
  "Name the tasks of the trial and of the paid hours; they have to be different ones.":
    "Angiv opgaverne i praktikken og i de lønnede timer; de skal være forskellige.",
  "{} is a job: record it as an employment. Placements are {}.":
    "{1} er et job: registrér det som en ansættelse. Virksomhedsplaceringer er {2}.",
  "{} with {} hours is no job that the programme counts: it needs a wage without subsidy and {} hours a week.":
    "{1} med {2} timer er ikke et job, som indsatsen tæller: det kræver løn uden tilskud og {3} timer om ugen.",
  "This is no organisation's id.": "Dette er ikke id på en organisation.",
  "Give the id of the employer's organisation.": "Angiv id på arbejdsgiverens organisation.",
  "Give the id of the company's organisation.": "Angiv id på virksomhedens organisation.",
  "{} is counted from {} on: correct that employment, or record its end and begin aftercare.":
    "{1} er talt fra {2}: ret den ansættelse, eller registrér dens slutning og begynd efterværn.",
  "No employment of this id goes on.": "Ingen ansættelse med dette id er i gang.",
  "A retention course is for who is in work: no employment goes on on {}.":
    "Et fastholdelsesforløb er for den, der er i arbejde: ingen ansættelse er i gang den {1}.",
  "The job goes on: record its end instead of correcting it.":
    "Jobbet er stadig i gang: registrér dets slutning i stedet for at rette den.",
  "Aftercare is for who has lost the job: record the end of the employment, on or before {}.":
    "Efterværn er for den, der har mistet jobbet: registrér ansættelsens slutning senest {1}.",
  "End the placement that began on {} first.": "Afslut først den virksomhedsplacering, der begyndte {1}.",
  "The placement goes on: end it instead of correcting its end.":
    "Virksomhedsplaceringen er stadig i gang: afslut den i stedet for at rette slutningen.",
  "The course goes on: complete it or let it end, instead of correcting its end.":
    "Forløbet er stadig i gang: gennemfør eller afslut det i stedet for at rette slutningen.",
  "Give the day on which the end form was signed.": "Angiv dagen, hvor slutskemaet blev underskrevet.",
  "{} is still to come.": "{1} ligger ude i fremtiden.",
  "{} is still to come: record the leaving when it has happened.":
    "{1} ligger ude i fremtiden: registrér udmeldelsen, når den er sket.",
  "Say why the person drops out.": "Angiv, hvorfor borgeren falder fra.",
  "Say why the person leaves.": "Angiv, hvorfor borgeren udmeldes.",
  "Say why the person is turned away.": "Angiv, hvorfor borgeren afvises.",
  "Say how the person stands on the labour market, or that nobody was reached.":
    "Angiv borgerens status på arbejdsmarkedet, eller at ingen blev truffet.",
  "Say why the match is declined.": "Angiv, hvorfor matchet afvises.",
  "Say why the record is corrected.": "Angiv, hvorfor registreringen rettes.",
  "Record these follow-ups first: {}.": "Registrér først disse opfølgninger: {1}.",
  "The follow-up was recorded for {}.": "Opfølgningen er registreret for {1}.",
  "No follow-up of this kind is owed.": "Der mangler ingen opfølgning af denne type.",
  "This follow-up tells about {} to {}: make it then.":
    "Denne opfølgning handler om {1} til {2}: foretag den i den periode.",
  "This follow-up tells about {} to {}: later answers are not counted, record that nobody was reached.":
    "Denne opfølgning handler om {1} til {2}: senere svar tælles ikke; registrér, at ingen blev truffet.",
  "{} was answered about {}, which would be outside of its time.":
    "{1} er besvaret om {2}, som ville ligge uden for opfølgningens tid.",
  "The programme does not run on {}.": "Indsatsen kører ikke den {1}.",
  "The participation {}: {} is not within it.": "Deltagelsen {1}: {2} ligger ikke inden for den.",
  "Hours are more than 0 and at most 24, with at most two decimals.":
    "Timetallet skal være over 0 og højst 24 med højst to decimaler.",
  "{} has {} hours already: with {} more it would be longer than a day.":
    "{1} har allerede {2} timer: med {3} mere ville dagen være længere end et døgn.",
  "The participation has no activity of this id.": "Deltagelsen har ingen aktivitet med dette id.",
  "The participation has no course of this id.": "Deltagelsen har intet forløb med dette id.",
  "No course goes on in this participation.": "Der er intet igangværende forløb i denne deltagelse.",
  "The participation has no employment of this id.": "Deltagelsen har ingen ansættelse med dette id.",
  "The participation has no exit.": "Deltagelsen har ingen udmeldelse.",
  "The participation has no match of this id.": "Deltagelsen har intet match med dette id.",
  "The participation has no measurement of this id.": "Deltagelsen har ingen måling med dette id.",
  "The participation has no assignment of this id.": "Deltagelsen har ingen tilknytning med dette id.",
  "The participation has no referral.": "Deltagelsen har ingen henvisning.",
  "The participation has no placement of this id.": "Deltagelsen har ingen virksomhedsplacering med dette id.",
  "No placement of this id goes on in the participation.":
    "Der er ingen igangværende virksomhedsplacering med dette id i deltagelsen.",
  "The programme has no job opening of this id.": "Indsatsen har ingen jobåbning med dette id.",
  "The job is open {}, not on {}.": "Jobbet er åbent {1}, ikke den {2}.",
  "The participation is {}: a job can be proposed in {}.": "Deltagelsen er {1}: et job kan foreslås i {2}.",
  "The participation is {}: somebody can be ready for work in {}.":
    "Deltagelsen er {1}: en borger kan være klar til job i {2}.",
  "The participation is not stated to be ready for work on {} or later: there is nothing to take back.":
    "Borgeren er ikke meldt klar til job den {1} eller senere: der er intet at trække tilbage.",
  "{} of the codes are none of those that readinessNeeds lists: write no free text.":
    "{1} af koderne er ikke på listen i readinessNeeds: skriv ikke fritekst.",
  "The participant is proposed for this job already: decide that match first.":
    "Deltageren er allerede foreslået til dette job: tag først stilling til det match.",
  "The match is {}: what may follow is {}, not {}.": "Matchet er {1}: det næste kan være {2}, ikke {3}.",
  "This field holds what may be a civil registration number: give it in a field named cpr, and nowhere else.":
    "Dette felt indeholder, hvad der kan være et CPR-nummer: angiv det i et felt, der hedder cpr, og ingen andre steder.",
  "Give the number in the field cpr, and nowhere else.": "Angiv nummeret i feltet cpr og ingen andre steder.",
  "There is no version {} of an instrument {!}: Query.instruments lists them all.":
    "Der findes ingen version {1} af måleredskabet {2}: se alle i Query.instruments.",
  "{!} version {} has no questions to the {}.": "{1} version {2} har ingen spørgsmål til {3}.",
  "{!} is none of the rater's questions: {!}.": "{1} er ikke et af besvarerens spørgsmål: {2}.",
  "{!} is scored twice.": "{1} er besvaret to gange.",
  "A score is a whole number from {} to {}, or null when there was no answer.":
    "En score er et helt tal fra {1} til {2}, eller null, når der ikke er svaret.",
  "A measurement answers at least one question.": "En måling besvarer mindst ét spørgsmål.",
  "The participation has not begun.": "Deltagelsen er ikke begyndt.",
  "The participation begins on {}, after {}.": "Deltagelsen begynder {1}, altså efter {2}.",
  "The same rater has measured with the same instrument on {}: correct that measurement.":
    "Samme besvarer har målt med samme redskab den {1}: ret den måling.",
  "Give the caseworker's short name, 1 to {} characters, without a person's number in it.":
    "Angiv sagsbehandlerens initialer, 1 til {1} tegn, uden et CPR-nummer i.",
  "{!} has an assignment from {} already: end that one first.":
    "{1} er allerede tilknyttet fra {2}: afslut den tilknytning først.",
  "The assignment ended on {}.": "Tilknytningen sluttede {1}.",
  "Give the ten digits of the number, as DDMMYY-NNNN.": "Angiv nummerets ti cifre som DDMMÅÅ-NNNN.",
  "The first six digits are no day of the calendar.": "De første seks cifre er ikke en dato i kalenderen.",
  "Replacement numbers, with 60 added to the day, are not taken here.":
    "Erstatningsnumre, hvor 60 er lagt til dagen, bruges ikke her.",
  "The number states another day of birth or another sex than was registered at the referral.":
    "Nummeret angiver en anden fødselsdato eller et andet køn, end der blev registreret ved henvisningen.",
  "Give the person's name.": "Angiv borgerens navn.",
  "Give a name of at most {} characters.": "Angiv et navn på højst {1} tegn.",
  "Give a name, a number or a ground.": "Angiv et navn, et nummer eller et grundlag.",
  "This participation has an identity: correct it with identityCorrect.":
    "Deltagelsen har allerede navn og nummer: ret dem med identityCorrect.",
  "This participation has no identity: register it with identityRegister.":
    "Deltagelsen har ikke navn og nummer: registrér dem med identityRegister.",
  "The person has an open participation of this programme in your municipality: go on with that one.":
    "Borgeren har en åben deltagelse i denne indsats i din kommune: fortsæt med den.",
  "Give the day until which the rest must be kept, after today, {}.":
    "Angiv en dag efter i dag, {1}, indtil hvilken resten skal opbevares.",
  "No participation of the person is restricted: there is nothing to lift.":
    "Ingen af borgerens deltagelser er begrænset: der er intet at ophæve.",
  "The person is erased: what is left stays restricted until it need not be kept.":
    "Borgerens oplysninger er slettet: det, der er tilbage, forbliver begrænset, indtil det ikke skal opbevares mere.",
  "This token has searched by {} numbers within an hour: go on later, or import a file.":
    "Dette token har slået {1} numre op på en time: fortsæt senere, eller indlæs en fil.",
  "Give a file name of 1 to 200 characters, without a civil registration number in it.":
    "Angiv et filnavn på 1 til 200 tegn uden et CPR-nummer i.",
  "Give the file's bytes as base64, packed by gzip when contentEncoding says so.":
    "Angiv filens bytes som base64, pakket med gzip når contentEncoding siger det.",
  "The file has {} errors: mend them and validate it again.": "Filen har {1} fejl: ret dem, og kontrollér den igen.",
  "The file is no longer kept, or somebody else sent it: validate it again and commit that import.":
    "Filen opbevares ikke længere, eller en anden har sendt den: kontrollér den igen, og gennemfør den nye indlæsning.",
  "Something has changed since the file was validated: validate it again and mend what is found.":
    "Noget er ændret, siden filen blev kontrolleret: kontrollér den igen, og ret det, der findes.",
  "The import has version {} now: read it again and decide again.":
    "Indlæsningen har nu version {1}: læs den igen, og tag stilling igen.",
};
