/**
 * What comments are about, in English and French: words of one kind share a feature, so that what is learned in one
 * language serves the other. It must name ugly words to find them. Lower case, no accents; regular plurals are added.
 */

export interface Concept {
  /** Ends the sentence "this is about …". */
  label: string
  words: string
}

export const CONCEPTS: readonly Concept[] = [
  {
    label: 'the person spoken to',
    words: 'you your u ur yours yourself urself youre yall ya tu toi te ton ta tes vous votre vos tas t vs',
  },
  {
    label: 'somebody else',
    words: 'he she they him them their his her it il elle ils elles lui leur leurs eux celui ceux cette cet ce',
  },
  { label: 'oneself', words: 'i im me my mine we our us je j moi mon ma mes nous notre nos on ive' },
  { label: 'being', words: 'are is am be was were re s es est sont etes suis etre etait sera etaient etais' },
  {
    label: 'denial',
    words:
      'not no never dont cant isnt aint don isn aren wasn doesn didn won wouldn shouldn without nothing nobody pas ne jamais aucun aucune ni rien sans personne n',
  },
  {
    label: 'all of a kind',
    words:
      'all every always these those everyone such only typical tous toutes tout toujours ces chaque seul seuls vrais',
  },
  {
    label: 'a demand',
    words:
      'should must need have let lets make please faut doit dois devez devrait devraient faire fais faites veux veuillez',
  },
  {
    label: 'a reason',
    words:
      'because however although since therefore maybe perhaps think believe seems parce car cependant pourtant donc puisque peut pense crois semble selon',
  },
  {
    label: 'a question',
    words: 'why how what who where when which pourquoi comment quoi qui quel quelle ou quand combien',
  },
  {
    label: 'courtesy',
    words:
      'thanks thank thx sorry welcome hello hi dear regards cheers kind merci pardon desole bonjour bonsoir salut cordialement cher chere bienvenue excusez remercie',
  },
  {
    label: 'an insult',
    words:
      'idiot idiotic moron moronic imbecile stupid stupidity dumb dumbass dumbest fool foolish loser liar coward clown pathetic ignorant clueless retard retarded jackass jerk douche douchebag twat wanker tosser prat nitwit halfwit dipshit cretin buffoon freak creep weirdo psycho lunatic hypocrite brainless troll imbecil dimwit numbskull dunce simpleton bozo dolt sucker wuss pansy crybaby snowflake libtard ' +
      'idiote debile cretine abruti abrutie con conne cons ducon bouffon bouffonne menteur menteuse lache tocard tocarde minable nul nulle mongol mongole gogol trisomique attarde attardee demeure demeuree bete stupide ignare ignorante guignol andouille crevard boloss bolos cassos clochard clocharde pleurnichard bouseux plouc blaireau gland taree tare neuneu triple branleur branleuse racli boulet incapable incompetent incompetente degonfle rageux mytho pouilleux moche laid laide grosse vilain idiocy imbeciles idiots morons losers liars cowards clowns fools loudmouth airhead bonehead knucklehead blockhead halfwits sheep sheeple puppet shill shills bootlicker bootlickers simp simps incel incels neckbeard cuck cucks karen karens nazi nazis fascist fascists commie commies tard libtards trumptard trumptards repugs rethuglican democrap wretch thug thugs goon goons lowlife lowlifes deadbeat parasite brat brats hag crone swine worm weasel snake mutt talentless gutless spineless witless mindless heartless worthless shameless classless jobless delusional deluded illiterate uneducated ignoramus inbred senile pathological narcissist narcissistic sociopath bully bigot bigots bigoted racist racists sexist misogynist homophobe xenophobe whiner whiny crybabies wannabe smug arrogant insufferable obnoxious repulsive vile hideous gross lame cringe cretinous numpty muppet pillock plonker git berk minger slag chav knob bellends dickwad dunderhead doofus dork dweeb loon loony looney wacko wackos nutjob nutjobs nutcase nutter kook kooks crackpot zealot zealots stooge cretins debiles abrutis bouffons clowne tocards tocardes minables nulles menteurs laches ordures crapule crapules canaille salopiaud saligaud salaud salauds salopards vermisseau larbin larbins larve lavette lopette mauviette poltron couard froussard trouille pleutre fayot fayots lecheur suppot valet pantin pantins marionnette collabos traitre traitres traitresse hypocrites arriviste parvenu pistonne glandeur glandeurs glandeuse feignant feignants feignasse feignasses faineant faineants faineante assiste assistes profiteur profiteurs profiteuse parasites voleur voleurs voleuse escroc escrocs arnaqueur arnaqueurs truand voyou voyous delinquant delinquants kaira caillera kassos cassosse consanguin consanguins consanguine degenere degeneres degeneree tares tarees dingue dingues cinglee cingles detraquee detraques illettre illettres illettree analphabete analphabetes inculte incultes ignares ignorants arriere arrieree arrieres attardes debilos teube golmon gogole gogols golri gueux pecore pequenot bouseuse blaireaux andouilles cruche cruches gourde gourdes pimbeche pimbeches mijauree pecque peste garce bourge bourges bobo bobos bobocoland gaucho gauchos gauchiasse gauchiasses gauchistes facho fachos facholand fafs faf nazillon islamogauchiste islamogauchistes khmer complotiste complotistes complotard mythos mythomane mythomanes bolosse puceau puceaux pucelle frustre frustree frustres aigri aigrie aigris rageuse rageuses haineux haineuse merdeux morveux morveuse demeures pathetiques ridicules pitoyable pitoyables mediocre mediocres insignifiant insignifiante insipide insupportable detestable odieux odieuse infecte ignoble ignobles abject repugnant repugnante repoussant repoussante affreux hideux hideuse moches laids laiderons boudin boudins cageot thon thons baleines truies patate patapouf bouboule obese obeses grassouillet squelette nabot nabote avorton looser loosers noob noobs tchoin tchoins bitchasse michtos crasseux crasseuse puant puante puants schlag schlague clodo clodos clochards charclo niais niaise benet nigaud nigaude nunuche cucul tata niaiseux niaiseuse epais tarla tapon chialeux chialeuse mangeux baveux',
  },
  {
    label: 'a gross insult',
    words:
      'asshole arsehole ass dick dickhead prick cunt bitch bitches bitching whore slut slutty hoe thot skank bastard motherfucker motherfucking mofo cocksucker fucker fuckface shithead scumbag pussy fag dyke pedo pedophile pervert ' +
      'connard connarde connasse conard conasse batard batarde salope salopard salaud pute putes putain enculee encule encules enculer fdp ntm pd pede enfoire enfoiree enculeur petasse pouffiasse poufiasse pouffe garce tepu chienne suceuse raclure pourriture ordure trouduc fils tapin catin trainee grognasse couillon couillonne',
  },
  {
    label: 'an oath',
    words:
      'fuck fucking fucked fucks fuckin fck fuk wtf stfu gtfo shit shitty bullshit crap crappy damn damned goddamn hell piss pissed bloody suck sucks sucking screw balls ' +
      'merde merdes merdique merdeux bordel chier chiant chiante chiotte chiottes foutre foutez foutu foutaise niquer nique niquez niker couilles couille ptn putin mrd emmerde emmerder cul bite zob branle branler saoule gueule gueules tg ferme fermez vtff ntgm casse baise baiser suce sucer tabarnak tabarnac calisse calice crisse criss osti ostie hostie estie esti ciboire viarge simonac maudit maudite sacrament merdouille zut punaise fichtre puree foutoir chiasse saoulent saoules gonfle gonflent gonfles soulent soule chiee damnit dammit frigging freaking fricking effing bollocks bugger arse feck shite shitshow bs',
  },
  {
    label: 'a comparison with filth or animals',
    words:
      'scum vermin trash garbage filth filthy parasite pig pigs rat rats dog dogs monkey ape apes animals animal cockroach plague cancer disease disgusting disgust subhuman subhumans waste savages barbarians inferior dirt dirty leech ' +
      'racaille racailles dechet dechets vermine cafard cafards porc porcs chien chiens singe singes animaux betes peste fleau crasse sale sales saletes salete degueulasse degoutant degoutante degoute degoutent gerber vomir sauvage sauvages barbares inferieur inferieurs fumier crassseux merdeuse puent puer pue nuisible nuisibles sangsue guenon truie cochon cochonne baleine thon cloporte larve',
  },
  {
    label: 'a slur',
    words:
      'nigger niggers nigga niggas faggot faggots kike kikes paki pakis chink chinks gook spic spics wetback wetbacks raghead towelhead beaner coon darkie tranny trannies shemale golliwog redskin negro negros jap honky cracker gypsy sodomite islamist mudslime ' +
      'bougnoule bougnoules bougnoul bicot bicots negre negres negresse youpin youpins youpine tarlouze tafiole tapette tapettes gouine gouines bamboula crouille niakoue chinetoque chinetoques raton ratons bridee melon rebeu renoi bicoque travelo travelos tarlouzes fiotte fiottes folle tantouze lopette islamo sidaique romano romanos feuj bounty harki gaulois babtou toubab kouffar muzz enturbanne niaque',
  },
  {
    label: 'a group of people',
    words:
      'muslim muslims moslem islam islamic jew jews jewish black blacks gay gays homosexual homosexuals lesbian lesbians trans transgender women woman female females girls immigrant immigrants refugee refugees migrant migrants foreigner foreigners arab arabs mexican mexicans asian asians chinese african africans indian indians pakistani disabled disability autistic christian christians whites white liberals feminists feminist queer israel palestinians ' +
      'musulman musulmans musulmane musulmanes juif juifs juive juives noir noirs noire noires arabe arabes homo homos homosexuel homosexuels homosexuelle lesbienne lesbiennes femme femmes fille filles meuf meufs immigre immigres refugie refugies etranger etrangers africain africains maghrebin maghrebins algerien algeriens marocains handicape handicapes handicapee rom roms gitan gitans tsigane blanc blancs chinois asiatiques francais feministe feministes voilee voilees islamiste islamistes religion imam rabbin turk turks turkish pole poles polish romanian romanians somali somalis nigerian nigerians jamaican jamaicans korean koreans japanese vietnamese filipino filipinos hispanic hispanics latino latinos latina natives aboriginal aborigines hindu hindus sikh sikhs buddhist catholic catholics atheist atheists zionist zionists israeli israelis palestinian arabic persian iranian iranians syrian syrians afghan afghans russian russians ukrainian ukrainians europeans british american americans lgbt lgbtq bisexual nonbinary men boys boy girl wheelchair deaf autism elderly teens kids poor homeless youths blondes redheads ginger gingers vegans vegan feminism turc turcs turque roumain roumains roumaine polonais portugais italiens espagnols marocain marocaine algerienne tunisien tunisiens tunisienne senegalais malien maliens malienne ivoirien ivoiriens camerounais congolais comorien comoriens antillais antillaise syriens afghane somaliens erythreens tchetchene tchetchenes kurdes kurde pakistanais indiens vietnamien coreens japonais russes ukrainiens americains anglais belges suisses quebecois immigrees immigration clandestin clandestins migrante demandeurs asile bisexuel bisexuels transgenre transgenres transsexuel handicapees autiste autistes sourds aveugles vieux vieille vieilles retraites chomeur chomeurs pauvres smicards rmistes rousses rousse garcons hommes mecs nanas gonzesses jeunes ado ados banlieue banlieues cites quartiers chretiens chretien catholiques catho cathos athees protestants temoins bouddhistes hindous',
  },
  {
    label: 'violence or death',
    words:
      'kill killed killing murder shoot shot hang hanged burn burned rape raped stab die dies died dead death exterminate gas gassed slaughter beat punch attack bomb lynch destroy suicide kys execute behead torture eradicate strangle choke ' +
      'tuer tue tuez tues creve crever crevez crevent mort morte morts mourir meurs meurt pendre pends brule bruler brulez violer viole viols exterminer extermine buter bute egorger egorge fusiller fusille gazer gazes frapper frappe tabasser tape taper eclater poignarder torturer battre detruire suicider suicides lyncher decapiter assassiner abattre abattez massacrer eradiquer eliminer camp fours four attentat killer murdered murderer drown drowned strangled choked kick kicked stabbed shooting bullet bullets gun knife rope noose oven ovens gallows coffin grave bury buried bleed blood skull smash smashed slap slapped punched crush legs teeth neck throat throats exterminated cull castrate castrated sterilise sterilize sterilized euthanize cancer aids rot lynched hunted beating hurt curb egorgez gorge noyer noie noyez corde couteau machette flingue flingues balle balles fusil kalach roquette cercueil tombe enterrer enterre saigner saigne sang crane dents nuque cou briser brise casser dechirer defoncer defonce defoncez demonter demonte demolir massacre massacrez crame cramer cremer bruleront steriliser castrer castre euthanasier euthanasie abattu executer execution guillotine peloton poteau gibet lapider lapidez fouetter gifle gifler claque claques baffe baffes coups frapperai cogner cogne tarte tartes saute sautez pendez peine exploser etouffer etouffe etouffez sida gangrene pourrir',
  },
  {
    label: 'hatred',
    words:
      'hate hates hated hating despise loathe sick ashamed shame disgrace evil worthless useless unwanted enemy threat stand ' +
      'hais haine haines deteste detestent detester honte mepris meprise meprisable insupportable marre inutile inutiles mauvais ennemi menace supporte supporter envahisseurs envahir invasion grand remplacement degage loathing despicable detest detests abhor repulsed resent disgraceful unworthy undeserving haters hateful contempt scorn inhuman traitor traitors invaders invader infestation infest plague overrun replaced replacement takeover breeding breed breeds spreading outbreed haissent haineux ecoeure ecoeurant ecoeurante ecoeures envahi envahis envahisseur envahissent pullulent pullule infeste infestes proliferent pondent pondeuses colonise colonisent soumission traitres indesirable indesirables deshonneur indigne indignes revulse crache cracher crachat vomis',
  },
  {
    label: 'sending away',
    words:
      'leave deport deported expel back home ban banned remove stay country belong ' +
      'degage degagez degager dehors expulser expulsez expulsion rentre rentrez rentrer retourne retournez retourner barre barrez pays casse virer vire renvoyer renvoyez partir valise charter bateau frontieres deportation remigration border borders gtfo belongs remigrez reconduite reconduire charters bateaux bled frontiere degageront oust ouste cassez tirez disparais disparaissez dispara chez valises rentrent retournent renvoie renvoient',
  },
  {
    label: 'telling to be silent',
    words: 'shut mouth silence talk tais taisez taire ferme bouche parler',
  },
  {
    label: 'nonsense',
    words:
      'nonsense ridiculous absurd laughable lies lie lying fake joke propaganda garbage rubbish delusional crazy insane idiocy ' +
      'connerie conneries betise betises ridicule absurde pitoyable pathetique mensonge mensonges mentir ment baratin debilite delire delires fou folle malade malades grotesque navrant affligeant lamentable honteux consternant drivel gibberish hogwash baloney bogus moronic idiotically stupidest dumber dumbed dribble tripe claptrap twaddle hysterical unhinged deranged demented brainwashed indoctrinated anerie aneries ineptie inepties absurdites foutaise foutaises balivernes sornettes niaiserie niaiseries imbecillite imbecillites idiotie idioties stupidite stupidites cretinerie abrutissement ramassis bouillie torchon navet daube bouse nullite nullites nawak nimporte delirant delirante lobotomise lobotomises endoctrine',
  },
  {
    label: 'looks and smell',
    words:
      'fat fatty obese ugly uglier ugliest hideous bald skinny face faces teeth hair nose skin chin belly weight smell smells smelly stink stinks stinky breath drool drooling wig makeup wrinkles legs pimples zit zits toothless ' +
      'gros grosses tete tetes gueules tronche tronches visage nez cheveux peau ventre gras bourrelets moches poilue poilu poils haleine odeur sent sentent puez puaient bave baver baves chauve ridee rides boutons maquillage',
  },
  {
    label: 'the mind',
    words:
      'brain brains iq mind sense intelligence clever smart genius neurons cell cells understand comprehend learn school educated education grade spell spelling grammar dictionary dumbed ' +
      'cerveau cerveaux cervelle neurone neurones qi intelligent intelligente reflechir reflechis reflechissez comprendre comprends comprend comprenez apprends apprenez apprendre lire ecole college maternelle orthographe grammaire dictionnaire bescherelle niveau lecon lecons',
  },
  {
    label: "somebody's family",
    words:
      'mother mothers mom mum mommy mummy mama father dad daddy sister brother son daughter wife family kids kid child children grandma grandmother momma ' +
      'mere meres maman daronne darone pere papa daron soeur soeurs frere freres fils fille femme famille gosse gosses enfants enfant bebe grandmere mamie papi darons reum reup rem rep',
  },
  {
    label: 'crying and begging',
    words:
      'cry crying cries cried tears whine whining weep beg begging moan moaning sob sobbing tantrum knees crawl kneel ' +
      'pleurer pleure pleures pleurez pleurniche pleurniches pleurnicher larmes chialer chiale chiales geindre gemir rale raler ralez supplier supplie genoux rampe ramper mouchoir mouchoirs couche couches bavoir tetine',
  },
  {
    label: 'laziness and theft',
    words:
      'lazy welfare benefits handouts freeloader freeloaders scrounger scroungers leeches thief thieves steal steals stealing stole stolen rob robbed robbing criminal criminals crime crimes gang gangs rapist rapists terrorist terrorists terrorism corrupt drunk drunks junkie junkies addict addicts prostitute prostitutes ' +
      'paresseux paresseuse rsa caf allocs allocations allocation aides chomage vole voler volent volez vols cambrioleurs criminel criminels criminelle dealer dealers dealeurs drogue drogues violeur violeurs terroriste terroristes terrorisme corrompu corrompus alcoolique alcooliques alcoolo alcoolos ivrogne poivrot poivrots tox toxico toxicos prostituee prostituees mendiants mendiant mendier',
  },
  {
    label: 'faith',
    words:
      'quran koran allah mosque mosques synagogue church jesus christ bible god halal kosher hijab burka burqa veil sharia jihad jihadist jihadists ramadan infidel infidels crusade holocaust auschwitz hitler ' +
      'coran mosquee mosquees eglise prophete hallal casher voile voiles niqab abaya charia djihad djihadiste djihadistes mecreants infidele infideles croisade shoah holocauste pratiquant laicite',
  },
  {
    label: 'a scornful tone',
    words:
      'buddy pal sweetheart honey sweetie darling kiddo sonny champ genius princess lady mister lol lmao lmfao rofl haha hahaha pfff yawn bless aww hun cupcake babe ' +
      'pauvre mec frere frr coco cocotte poulette chouchou cheri cherie mdr mdrr mdrrr ptdr bouh coucou bonhomme espece bande tas ramassis ',
  },
  {
    label: 'being shut away',
    words:
      'deactivate uninstall logoff quit disappear vanish retire resign basement cave kitchen cage zoo leash muzzle asylum ' +
      'desinstalle disparaitre degager demissionne demissionnez recule niche museliere muselez asile enfermer enferme enfermez interner fourneaux menage aspirateur serpilliere balai canape',
  },
  {
    label: 'sex',
    words:
      'sex sexy porn porno nude nudes naked escort escorts dating hookup tits boobs cock penis vagina horny milf webcam cam erotic orgasm blowjob cum hot singles girlfriend ' +
      'sexe rencontre rencontres plan escorte nue nues seins nichons chatte cougar coquine coquin libertin libertine celibataire celibataires massage erection',
  },
  {
    label: 'praise',
    words:
      'great nice awesome excellent amazing fantastic wonderful brilliant interesting informative helpful useful good best perfect beautiful superb impressive magnificent outstanding appreciate enjoyed enjoy love loved incredible lovely fabulous valuable insightful remarkable favorite bookmarked ' +
      'super excellente genial geniale magnifique bravo interessant interessante utile utiles parfait parfaite top formidable incroyable merveilleux merveilleuse bon bonne beau bel belle apprecie adore aime instructif instructive pertinent pertinente remarquable felicitations captivant enrichissant complet chouette',
  },
  {
    label: 'this page or site',
    words:
      'post posts article articles blog blogs weblog site sites website websites webpage page pages content topic paragraph writing subject web information info piece author reader readers visitors ' +
      'billet sujet contenu lecture auteur lecteur lecteurs internet redaction publication astuces conseils',
  },
  {
    label: 'sharing',
    words:
      'share shared sharing post posting recommend bookmark forward partage partager partages partagez recommande recommander conseille',
  },
  {
    label: 'an invitation to look',
    words:
      'visit check click subscribe follow watch join see look here link channel download register signup sign browse homepage profile playlist ' +
      'visitez visiter cliquez cliquer clic abonnez abonner regardez regarder decouvrez decouvrir venez rejoignez rejoindre inscrivez inscrire inscription ici lien chaine telechargez telecharger profil consultez',
  },
  {
    label: 'a way to make contact',
    words:
      'whatsapp telegram email mail gmail contact contacts contacted dm inbox message text txt call phone reach write number instagram facebook skype hotmail yahoo outlook reply sms mobile ' +
      'contactez contacter contacte joindre ecrivez ecrire appelez appeler telephone tel numero courriel messagerie joignable disposition repondez appel prive',
  },
  {
    label: 'money',
    words:
      'money cash dollar dollars usd income earn earned earning earnings pay paid payment profit profits rich wealth millionaire million thousands salary bank returns weekly wage revenue funds fund gbp euro euros ' +
      'argent gain gains gagner gagne gagnez revenu revenus rentable richesse millionnaire salaire banque virement fonds somme montant benefice benefices paiement payer remboursement mensuel fortune finance financier financiere financiers cheque compte',
  },
  {
    label: 'investment',
    words:
      'invest invested investing investment investments investor investors trade trading trader forex bitcoin bitcoins btc ethereum eth crypto cryptocurrency broker brokers stock stocks market portfolio mining blockchain binary coin coins token nft wallet expert advisor adviser mentor strategy manager ' +
      'investir investissez investissement investissements investi bourse courtier cryptomonnaie cryptomonnaies cryptos actions placement placements conseiller plateforme portefeuille courtage minage',
  },
  {
    label: 'a loan',
    words:
      'loan loans lender lenders credit mortgage debt borrow borrower lending interest refinance payday collateral ' +
      'pret prets preteur preteurs preteuse emprunt emprunter emprunteur credits financement financements taux particulier particuliers dette dettes hypothecaire rachat garantie duree remboursable interdit',
  },
  {
    label: 'medicine',
    words:
      'viagra cialis levitra sildenafil tadalafil pharmacy pharmacies pill pills prescription drug drugs online generic tramadol xanax valium ambien modafinil weight diet keto cbd cannabis supplement supplements cure herbal herbs hiv herpes dose dosage antibiotic medicine erectile ' +
      'pharmacie pilule pilules ordonnance medicament medicaments gelules maigrir regime minceur kilos guerir guerison remede remedes plantes traitement complement naturelle naturel',
  },
  {
    label: 'gambling',
    words:
      'casino casinos bet bets betting poker slot slots gambling gamble jackpot lottery roulette blackjack win winner winning prize bonus spins deposit sportsbook odds wager congratulations claim ' +
      'pari paris parier pronostic pronostics jeux machines mise miser loterie gagnant gagnants tirage depot tours cote cotes tombola cadeau lot',
  },
  {
    label: 'search engines and advertising',
    words:
      'seo traffic backlink backlinks ranking rankings rank google search keyword keywords marketing advertising affiliate followers likes views subscribers promote promotion advertise guest domain hosting optimization leads campaign agency ' +
      'referencement trafic visiteurs positionnement moteur moteurs netlinking abonnes vues publicite pub promouvoir affiliation agence optimisation visibilite campagne mots cles',
  },
  {
    label: 'magic',
    words:
      'spell spells caster casters magic witch psychic voodoo lover ex dr doctor priest powerful temple love husband marriage reunite curse prophet ' +
      'marabout marabouts voyant voyante voyance medium affectif affection retour envoutement desenvoutement sorcier sorciere rituel rituels magie maitre amour spirituel puissant occulte portefeuille talisman vaudou guerisseur astrologue tarot',
  },
  {
    label: 'an offer',
    words:
      'free offer offers discount cheap buy buying sale sales sell selling deal deals price prices order shop store purchase coupon promo promotional shipping delivery brand replica rolex handbags jerseys shoes nike louis vuitton outlet cost quote ' +
      'gratuit gratuite gratuits gratuitement offre offres remise acheter achetez achat vente vendre vends prix commande commander boutique livraison livree reduction soldes cher marque montre montres sac sacs devis tarif tarifs',
  },
  {
    label: 'haste and guarantee',
    words:
      'guaranteed guarantee guarantees fast quick quickly easy easily instant instantly now today hurry urgent limited legit legitimate trusted reliable genuine real serious risk secure certified ' +
      'garanti garantis rapide rapidement facile facilement immediat immediate maintenant aujourd fiable serieux serieuse sure securise efficace honnete legal officiel officielle agree simple heures 24h',
  },
  {
    label: 'a service for sale',
    words:
      'service services company professional professionals hacker hackers hack hacking recovery recover recovered essay essays dissertation thesis writer writers diploma certificate license passport counterfeit iptv subscription repair plumber locksmith cleaning escort agent lawyer consultant software app apk crack keygen ' +
      'entreprise professionnel professionnels pirate piratage pirater recuperation recuperer redacteur memoire diplome diplomes certificat permis passeport faux billets abonnement abonnements depannage plombier serrurier vitrier electricien nettoyage demenagement artisan avocat formation formations cpf compte isolation pompe chaleur panneaux solaires prime renovation eligible eligibilite aide colis douane frais mutuelle assurance',
  },
  {
    label: 'a story of success',
    words:
      'changed life testimony testimonies testimonial success successful grateful happy blessed miracle thankful skeptical scammed believe finally months ago introduced friend colleague referred ' +
      'temoignage temoignages temoigner change vie reussi reussite heureux heureuse reconnaissant reconnaissante sceptique arnaque arnaquee enfin mois grace beni dieu ami amie collegue',
  },
  {
    label: 'technical matters',
    words:
      'code error bug version install file files function server update windows linux class method build user test using tried problem issue fix works working example config script library ' +
      'erreur fichier fichiers installer fonction serveur mise jour logiciel probleme solution ligne commande marche fonctionne exemple essaye telephone ordinateur',
  },
  {
    label: 'film and music',
    words:
      'song music video film movie scene actor actors album singer watching listen listening views lyrics character ' +
      'chanson musique films scenario acteur acteurs actrice serie saison episode realisateur personnage personnages chanteur ecoute histoire',
  },
  {
    label: 'politics',
    words:
      'government president trump obama clinton vote election party law tax taxes state republican republicans democrat democrats police court ' +
      'gouvernement macron elections parti loi impots impot etat gauche droite politique politiques maire ministre lepen melenchon zemmour',
  },
]
