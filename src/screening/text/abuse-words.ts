/**
 * Words of abuse by kind and strength, so that a word no labelled comment holds weighs as much as its like. The English
 * ones are those of Surge AI's profanity list (MIT), as its raters judged them; the French ones were sorted by hand.
 * Lower case, no accents; regular plurals are added.
 */

import type { Concept } from './concept-words.js'

export const ABUSE: readonly Concept[] = [
  {
    label: 'mild sexual vulgarity',
    words:
      'anal anus arse arsehole arsewipe ass asses asshat asshole asswhole azz ballbag bellend bewbs blowjob bollock bollockchops bollocktician bollox boobs breasticles bugger bumhole butthole bwc caaak cajones cameltoe cawk chesticles cock cockless crotchy dickless dicks dickz diks dipstick dix dlck dogstyle douche douchebag dumasses dumbasses fack fatass fatasses funbags hooters jackarse jackasses jagoff jailbait klitoris knobd knobe knobead knobed knobend knobendz knober nobbyhead nobs nympho octopussy pecker peener penishead prick pusses pussy puzzies puzzy reacharound schlong shlong stupidasses suck tadger tallywacker tits trousersnake upskirts vag vajayjay wang wank wanked wanker wanking weenie wnker ' +
      'cul culs fesse nichon nibard miches bite zizi zob zobs quequette teub teube foufoune couille roubignoles branler branle branlette baise peloter leche sucer suce sucez sodomie fellation partouze',
  },
  {
    label: 'strong sexual vulgarity',
    words:
      'analingus analplug anilingus arseshit ashole assface assfk assfker assfkr assfuccer assfuckerz assfukah assmunch assmuncher asswipe azzhole bangbros bitchasses bitchfuck bitchhole bitchtits bj buttfuck carpetmunching cawkmuncher chocha clitlickers clusterfuck clusterfucked clusterfucker clusterfucking cockboy cockeater cockface cockgobbler cockhead cockhed cocklicker cockmonger cockmunch cockmuncher cockshit cockskin cocksmoker cocksucc cocksuccas cocksuccer cocksuck cocksuckas cocksucked cocksucker cocksucking cocksuk cocksuka cocsuck cokmuncher coksucka cooterpuffing creampie cuksuker cuksukka cunnilingus cuntbollock cuntelope cuntlicker cyberfck cyberfuccs cyberfucks cyberfukk cyberfvcks dafuq darkfuck dickface dickhead dickjockies dicklicker dickmuncher dickskin dickslapper dicksucker dickvag dikhead dumbfucks fackuhs fccuker fck fcka fckahz fcked fckedup fcker fckin fcking fcks fcuk fcuked fcuking fcvking feck fecker fellator fick fingerbanged fkbny fked fker fking focker fook fooker fookuh fothermuckers fuc fucca fuccers fuccs fuck fucka fuckahs fuckass fuckasses fuckaz fucked fuckem fucker fuckface fuckhead fuckin fucking fuckless fuckmachine fucknuckle fuckshit fuckshitface fuckstar fuckster fuckstick fuckup fuckwad fucx fugged fugger fuggings fuk fukcs fuker fukheads fukin fuking fukka fukked fukkuh fuks fukwit fuq fux fvck fvcka fvckbunny fvcker fvckin fvcking fvckwhi fxck fxcked fxcker fxcking jackoff jackoffz jerkoff jizzsacks knobender knobendy knobgobbler knobhead knobjockies knobjocky markasses mfckers mfer mfing mfk mfs milf mindfuck mofo mofoshit mofuccers mofucckers mofuckkas mofukkas molester mothercker motherfacking motherfecka motherfuck mudderfuk mufdive muffdiving muffindivin muffindiving muhfucking nobhead nobjockies nobjocky nobjokey nutsack packerfudgehead packingfudge packingfudgefucking packsomefudgefucker peckerhead pedo pedophl pedoz phuc phuccer phucchead phuccing phuck phucked phucker phuckin phucking phucup phuk phuked phukhead phuking phukker phukshit phuku phukup phuq phvckings polesmoker punani pussie pussless pusslicker pussywhipped scamfuck scumfvck shiddick shiesterfuck shiesterfuckhead shitass shitasses shitdick shitedick shitefuck shitfck shitfk shitfuck shitfucker shitfvck shitheadfuckface shithole shitsdick shitsfuck shittyfuck shittyfuckface stfu throater twat twatface twattish twatzilla wankbastard wankies ' +
      'salope salop salopard salaud pute putain putin ptn catin garce chienne petasse pouffiasse pouffe pouf grognasse suceuse suceur tapin couillon trouduc trouducul troudbal foutre niquer nique niquez bz thot michto michtonneuse branleur branleuse chaudasse chagasse crevarde',
  },
  {
    label: 'severe sexual vulgarity',
    words:
      'arsefuck arsefucker assfck assfcker assfkcer assfook assfuck assfucker assfukka assfukker assfukkerz assfvcker buttfucker carpetmuncher cawksucker cunt cuntbag cuntits cuntless cuntlick cuntness cunty cuntz dickfucker dicksmoker fcktard fuccing fuckbag fuckboy fuckheaded fuckshithead fucktard fuckwhore fudgefucker fudgepackershitter fuggerz fuku fukwhore futhamucka mfukk mfukker mofcker mofuck mothafcked mothafcking mothafucc mothafucced mothafuccer mothafuccing mothafuck mothafucka mothafuckasses mothafuckaz mothafuckazzes mothafucked mothafucker mothafuckin mothafucking mothafuckz mothafvcked motherfcked motherfckin motherfcking motherfcks motherfckshit motherfecker motherfk motherfucca motherfuccers motherfucked motherfucker motherfuckin motherfucking motherfuckingshit motherfuckka motherfukka motherfukker motherfukkings motherfvck motherfvcked motherfvcker motherfvcking motherfxcking mothfck mtherfuker mthrfcker muddafukkas mudderfukker mufdivin muthafecker muthafucka muthafuckers muthafuckings muthafuckker muthafukka mutherfucker packingfudgefucker penisfcker penisfuccer penisfucker penisfvcker pigfucker pigfucking pigfukker piggyfuck pussylickers scumfuck scumfucker shiesterfuckface shitassfucker shitassfuckface shitfacefuck shitfacefucker shitfuckmotherfucker shitheadfucker shitterfucker shytfeisterfuck spicfuck ' +
      'encule enculer enculez enculeur enculade ntm fdp fdps filsdepute gangbang zoophile niquetamere niktamere nik niktamer nikomok niksamere bouffon',
  },
  {
    label: 'a strong slur on origin',
    words:
      'abeed aboe blacky cholo dago groid gyp heeb injun jigaboo jigga jiggabooboo mong mongoloid negro niggaz sambo sheister shiester tacohead wop wophead zipperhead ' +
      'rebeu renoi noich babtou toubab gwer gouer kouffar kafir mecreant islamo muzz bledard racaille sauvageon arabo enturbanne allogene',
  },
  {
    label: 'a severe slur on origin',
    words:
      'beaner chingchong chink chinky coon coonie darkass darkie darktard darky dothead gook higga higger jap jewboy jiggabu jigger jiggerboo jiggs jiggyboo jigro kike kneegrows kyke negga neggar negroes negroid niccer nicka nicker nig niga nigah nigasses nigers niggahz niggass niggazzes nigger niggerz niggir niggress nigguh nigguhz niglet nignigs nignog nigra nigre nigs nikkas nikker nuckas paki raghead ragtard slantard slanteye slantfreak slanty spic spick spig spik spix towelhead towelshithead wetback wigger ' +
      'bougnoule bougnoul bicot bicoque negre negresse youpin youpine youtre niakoue niaque chinetoque chinetok bamboula crouille macaque boukak bougnoulie feuj boche rital espingouin polak polack romano gitano guenon',
  },
  {
    label: 'a mild slur on gender or sexuality',
    words:
      'beeotch beyoch biatch biches biotch biotches biotchez bishes bitch bitched bitcher bitchez bitching bitchlike bitchslap bitchy gayest gayness girlieboy girlyboy ladboys ladboyz ladyboyz shmale sissy skanky sonofbitches trashbitches trashbitchez trashbtch trasherbitch twink ' +
      'gonzesse meuf feminazi bonnasse cagole megere',
  },
  {
    label: 'a strong slur on gender or sexuality',
    words:
      'bitchass bitches bitchness bizzach feg fudgepacker gaylord geebag hoar hoe hoebag hoes homo ladiboy ladyboy lesbo pedobear puta queers skank skankz slut slutty sumbitch transvestite trashbitch trashybitches whoar whore',
  },
  {
    label: 'a severe slur on gender or sexuality',
    words:
      'dyke fag faget fagging faggo faggot faggoting faggs faggy gaysian gaytard knobjokey phaggot phags queerasses shemale tranny ' +
      'pd pds pede tarlouze tafiole tapette tantouze fiotte lopette gouine travelo enculistan sodomite',
  },
  {
    label: 'a mild word for excrement',
    words:
      'apeshit apeshite basturd batshit batshite bullshi bullshit bullshite caca cack cagone cums dipshat dipshit dogshit doosh horseshit pigshit pissoff shat sheeeet shiat shipdit shit shite shited shitey shitfaced shitsful shittastic shitter shitti shitties shittiest shitting shitty spunk ' +
      'merde merdique chier chie chiant chiante chiotte pisse pisser pissou prout crotte etron emmerde emmerder emmerdez',
  },
  {
    label: 'a strong word for excrement',
    words:
      'cumball cumdumpster cumming cumslut cumz darkshit dipshidiot dipshite dipshitter dipshitty dumbshit erectoplasm fagshit gobshite jizz jizzbags jizzed jizzes jizzfucker jizzing jizzstain jizzy shitbag shitbird shitblimp shitbrain shitdikk shitdip shiteblimps shitefulls shitehead shitface shitfreak shitfudgefucker shithead shittasticfuck shittydick shittyful slanteyeshit spicshit turdhead ' +
      'merdeux merdeuse foireux foireuse emmerdeur emmerdeuse chieur chieuse ordure pourriture raclure fumier vermine sousmerde pisseuse charogne cloaque',
  },
  {
    label: 'a mild insult',
    words:
      'bassturd bastard bastardish basterd bastid beyotch bitchin goddammit jackass nonce punkasses scummy scut sonofabitch tosser ' +
      'idiot idiote bete stupide imbecile sot sotte andouille nul nuls nulle nullard ridicule pathetique minable clown bouffonne guignol pitre blaireau blaireaux gland tocard tocarde naze nase relou lourdaud menteur menteuse hypocrite ignare ignorant inculte incompetent trouillard mytho rageux moche plouc beauf cassos boloss bolos kassos bourrin cretinerie radin charlatan tapee pleurnicheuse pleurnichard chialeuse collabo',
  },
  {
    label: 'a strong insult',
    words:
      'bastinado chinavirus fckyeah godamnit goddamn goddamned gowl kkk mofoes mofucker mofuk motherfxck shitfuckhead shtfuk soab turdcutter ' +
      'conne connard connarde connasse ducon duconnard abruti abrutie cretin cretine debile debilos batard batarde enfoire enflure crevure crevard salete tetedecon tdc gueule tg ftg vtff vafanculo crever creve degage degagez parasite cafard cancrelat porcasse cochonne laideron degueulasse immonde abject abjecte ignoble nauseabond',
  },
  {
    label: 'a slur on disability',
    words:
      'dumbarrassed dumbass fugly retard retardo retardotron tard tart ' +
      'mongol mongole mongolien mongolienne gogol gogole attarde triso trisomique schizo psychopathe cingle detraque cotorep neuneu',
  },
]
