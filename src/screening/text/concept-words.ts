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
    words: 'you your u ur yourself urself youre yall ya tu toi te ton ta tes vous votre vos tas t vs',
  },
  {
    label: 'somebody else',
    words: 'he she they him them their his her it il elle ils lui leur eux celui ceux cette cet ce',
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
    words: 'all every always these those everyone such only typical tous toutes tout toujours ces chaque seul vrais',
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
      'thank thx sorry welcome hello hi dear regards cheers kind merci pardon desole bonjour bonsoir salut cordialement cher chere bienvenue excusez remercie',
  },
  {
    label: 'an insult',
    words:
      'idiot idiotic moron moronic imbecile stupid stupidity dumb dumbass dumbest fool foolish loser liar coward clown pathetic ignorant clueless retard retarded jackass jerk douche douchebag twat wanker tosser prat nitwit halfwit dipshit cretin buffoon freak creep weirdo psycho lunatic hypocrite brainless troll imbecil dimwit numbskull dunce simpleton bozo dolt sucker wuss pansy crybaby snowflake libtard ' +
      'idiote debile cretine abruti abrutie con conne cons ducon bouffon bouffonne menteur menteuse lache tocard tocarde minable nul nulle mongol mongole gogol trisomique attarde attardee demeure demeuree bete stupide ignare ignorante guignol andouille crevard boloss bolos cassos clochard clocharde pleurnichard bouseux plouc blaireau gland taree tare neuneu triple branleur branleuse racli boulet incapable incompetent incompetente degonfle rageux mytho pouilleux moche laid laide grosse vilain idiocy loudmouth airhead bonehead knucklehead blockhead sheep sheeple puppet shill bootlicker simp incel neckbeard cuck karen nazi fascist commie tard trumptard repugs rethuglican democrap wretch thug goon lowlife deadbeat parasite brat hag crone swine worm weasel snake mutt talentless gutless spineless witless mindless heartless worthless shameless classless jobless delusional deluded illiterate uneducated ignoramus inbred senile pathological narcissist narcissistic sociopath bully bigot bigoted racist sexist misogynist homophobe xenophobe whiner whiny crybabies wannabe smug arrogant insufferable obnoxious repulsive vile hideous gross lame cringe cretinous numpty muppet pillock plonker git berk minger slag chav knob bellends dickwad dunderhead doofus dork dweeb loon loony looney wacko nutjob nutcase nutter kook crackpot zealot stooge clowne ordures crapule canaille salopiaud saligaud salaud salopards vermisseau larbin larve lavette lopette mauviette poltron couard froussard trouille pleutre fayot lecheur suppot valet pantin marionnette collabos traitre traitresse arriviste parvenu pistonne glandeur glandeuse feignant feignasse faineant faineante assiste profiteur profiteuse voleur voleuse escroc arnaqueur truand voyou delinquant kaira caillera kassos cassosse consanguin consanguine degenere degeneree dingue cinglee cingles detraquee detraques illettre illettree analphabete inculte arriere arrieree debilos teube golmon gogole golri gueux pecore pequenot bouseuse blaireaux cruche gourde pimbeche mijauree pecque peste garce bourge bobo bobocoland gaucho gauchiasse gauchistes facho facholand fafs faf nazillon islamogauchiste khmer complotiste complotard mythomane bolosse puceau puceaux pucelle frustre frustree aigri aigrie rageuse haineux haineuse merdeux morveux morveuse pathetiques ridicules pitoyable mediocre insignifiant insignifiante insipide insupportable detestable odieux odieuse infecte ignoble abject repugnant repugnante repoussant repoussante affreux hideux hideuse laiderons boudin cageot thon baleines truies patate patapouf bouboule obese grassouillet squelette nabot nabote avorton looser noob tchoin bitchasse michtos crasseux crasseuse puant puante schlag schlague clodo charclo niais niaise benet nigaud nigaude nunuche cucul tata niaiseux niaiseuse epais tarla tapon chialeux chialeuse mangeux baveux',
  },
  {
    label: 'a gross insult',
    words:
      'asshole arsehole ass dick dickhead prick cunt bitch bitches bitching whore slut slutty hoe thot skank bastard motherfucker motherfucking mofo cocksucker fucker fuckface shithead scumbag pussy fag dyke pedo pedophile pervert ' +
      'connard connarde connasse conard conasse batard batarde salope salopard pute putain enculee encule enculer fdp ntm pd pede enfoire enfoiree enculeur petasse pouffiasse poufiasse pouffe tepu chienne suceuse raclure pourriture ordure trouduc fils tapin catin trainee grognasse couillon couillonne',
  },
  {
    label: 'an oath',
    words:
      'fuck fucking fucked fuckin fck fuk wtf stfu gtfo shit shitty bullshit crap crappy damn damned goddamn hell piss pissed bloody suck sucking screw balls ' +
      'merde merdique bordel chier chiant chiante chiotte foutre foutez foutu foutaise niquer nique niquez niker couille ptn putin mrd emmerde emmerder cul bite zob branle branler saoule gueule tg ferme fermez vtff ntgm casse baise baiser suce sucer tabarnak tabarnac calisse calice crisse criss osti ostie hostie estie esti ciboire viarge simonac maudit maudite sacrament merdouille zut punaise fichtre puree foutoir chiasse saoulent gonfle gonflent soulent soule chiee damnit dammit frigging freaking fricking effing bollocks bugger arse feck shite shitshow bs',
  },
  {
    label: 'a comparison with filth or animals',
    words:
      'scum vermin trash garbage filth filthy pig pigs rat rats dog dogs monkey ape apes animal cockroach plague cancer disease disgusting disgust subhuman waste savages barbarians inferior dirt dirty leech ' +
      'racaille dechet vermine cafard porc chien singe animaux fleau crasse sale salete degueulasse degoutant degoutante degoute degoutent gerber vomir sauvage barbares inferieur fumier crassseux merdeuse puent puer pue nuisible sangsue guenon truie cochon cochonne baleine cloporte',
  },
  {
    label: 'a slur',
    words:
      'nigger nigga faggot kike paki chink gook spic wetback raghead towelhead beaner coon darkie tranny trannies shemale golliwog redskin negro jap honky cracker gypsy sodomite islamist mudslime ' +
      'bougnoule bougnoul bicot negre negresse youpin youpine tarlouze tafiole tapette gouine bamboula crouille niakoue chinetoque raton bridee melon rebeu renoi bicoque travelo fiotte folle tantouze islamo sidaique romano feuj bounty harki gaulois babtou toubab kouffar muzz enturbanne niaque',
  },
  {
    label: 'a group of people',
    words:
      'muslim moslem islam islamic jew jews jewish black gay gays homosexual lesbian trans transgender women woman female immigrant refugee migrant foreigner arab mexican asian chinese african indian pakistani disabled disability autistic christian white liberals feminist queer israel ' +
      'musulman musulmane juif juive noir noire arabe homo homosexuel homosexuelle lesbienne femme fille meuf immigre refugie etranger africain maghrebin algerien handicape handicapee rom roms gitan tsigane blanc chinois asiatiques francais feministe voilee islamiste religion imam rabbin turk turkish pole polish romanian somali nigerian jamaican korean japanese vietnamese filipino hispanic latino latina natives aboriginal aborigines hindu sikh buddhist catholic atheist zionist israeli palestinian arabic persian iranian syrian afghan russian ukrainian europeans british american lgbt lgbtq bisexual nonbinary men boys boy girl wheelchair deaf autism elderly teens kids poor homeless youths blondes redheads ginger vegan feminism turc turque roumain roumaine polonais portugais italiens espagnols marocain marocaine algerienne tunisien tunisienne senegalais malien malienne ivoirien camerounais congolais comorien antillais antillaise syriens afghane somaliens erythreens tchetchene kurde pakistanais indiens vietnamien coreens japonais russes ukrainiens americains anglais belges suisses quebecois immigrees immigration clandestin migrante demandeurs asile bisexuel transgenre transsexuel autiste sourds aveugles vieux vieille retraites chomeur pauvres smicards rmistes rousse garcons hommes mecs nanas gonzesses jeunes ado ados banlieue cites quartiers chretien catholiques catho athees protestants temoins bouddhistes hindous',
  },
  {
    label: 'violence or death',
    words:
      'kill killed killing murder shoot shot hang hanged burn burned rape raped stab die dies died dead death exterminate gas gassed slaughter beat punch attack bomb lynch destroy suicide kys execute behead torture eradicate strangle choke ' +
      'tuer tue tuez tues creve crever crevez crevent mort morte mourir meurs meurt pendre pends brule bruler brulez violer viole viols exterminer extermine buter bute egorger egorge fusiller fusille gazer gazes frapper frappe tabasser tape taper eclater poignarder torturer battre detruire suicider lyncher decapiter assassiner abattre abattez massacrer eradiquer eliminer camp four attentat killer murdered murderer drown drowned strangled choked kick kicked stabbed shooting bullet gun knife rope noose oven gallows coffin grave bury buried bleed blood skull smash smashed slap slapped punched crush legs teeth neck throat exterminated cull castrate castrated sterilise sterilize sterilized euthanize aids rot lynched hunted beating hurt curb egorgez gorge noyer noie noyez corde couteau machette flingue balle fusil kalach roquette cercueil tombe enterrer enterre saigner saigne sang crane dents nuque cou briser brise casser dechirer defoncer defonce defoncez demonter demonte demolir massacre massacrez crame cramer cremer bruleront steriliser castrer castre euthanasier euthanasie abattu executer execution guillotine peloton poteau gibet lapider lapidez fouetter gifle gifler claque baffe coups frapperai cogner cogne tarte saute sautez pendez peine exploser etouffer etouffe etouffez sida gangrene pourrir',
  },
  {
    label: 'hatred',
    words:
      'hate hated hating despise loathe sick ashamed shame disgrace evil useless unwanted enemy threat stand ' +
      'hais haine deteste detestent detester honte mepris meprise meprisable marre inutile mauvais ennemi menace supporte supporter envahir invasion grand remplacement degage loathing despicable detest abhor repulsed resent disgraceful unworthy undeserving haters hateful contempt scorn inhuman traitor invader infestation infest overrun replaced replacement takeover breeding breed spreading outbreed haissent ecoeure ecoeurant ecoeurante envahi envahisseur envahissent pullulent pullule infeste proliferent pondent pondeuses colonise colonisent soumission indesirable deshonneur indigne revulse crache cracher crachat vomis',
  },
  {
    label: 'sending away',
    words:
      'leave deport deported expel back home ban banned remove stay country belong ' +
      'degagez degager dehors expulser expulsez expulsion rentre rentrez rentrer retourne retournez retourner barre barrez pays virer vire renvoyer renvoyez partir valise charter bateau deportation remigration border remigrez reconduite reconduire bateaux bled frontiere degageront oust ouste cassez tirez disparais disparaissez dispara chez rentrent retournent renvoie renvoient',
  },
  {
    label: 'telling to be silent',
    words: 'shut mouth silence talk tais taisez taire bouche parler',
  },
  {
    label: 'nonsense',
    words:
      'nonsense ridiculous absurd laughable lies lie lying fake joke propaganda rubbish crazy insane ' +
      'connerie betise ridicule absurde pathetique mensonge mentir ment baratin debilite delire fou malade grotesque navrant affligeant lamentable honteux consternant drivel gibberish hogwash baloney bogus idiotically stupidest dumber dumbed dribble tripe claptrap twaddle hysterical unhinged deranged demented brainwashed indoctrinated anerie ineptie absurdites balivernes sornettes niaiserie imbecillite idiotie stupidite cretinerie abrutissement ramassis bouillie torchon navet daube bouse nullite nawak nimporte delirant delirante lobotomise endoctrine',
  },
  {
    label: 'looks and smell',
    words:
      'fat fatty ugly uglier ugliest bald skinny face hair nose skin chin belly weight smell smelly stink stinky breath drool drooling wig makeup wrinkles pimples zit zits toothless ' +
      'gros tete tronche visage nez cheveux peau ventre gras bourrelets poilue poilu poils haleine odeur sent sentent puez puaient bave baver chauve ridee rides boutons maquillage',
  },
  {
    label: 'the mind',
    words:
      'brain iq mind sense intelligence clever smart genius neurons cell understand comprehend learn school educated education grade spell spelling grammar dictionary ' +
      'cerveau cerveaux cervelle neurone qi intelligent intelligente reflechir reflechis reflechissez comprendre comprend comprenez apprends apprenez apprendre lire ecole college maternelle orthographe grammaire dictionnaire bescherelle niveau lecon',
  },
  {
    label: "somebody's family",
    words:
      'mother mom mum mommy mummy mama father dad daddy sister brother son daughter wife family kid child children grandma grandmother momma ' +
      'mere maman daronne darone pere papa daron soeur frere famille gosse enfant bebe grandmere mamie papi reum reup rem rep',
  },
  {
    label: 'crying and begging',
    words:
      'cry crying cries cried tears whine whining weep beg begging moan moaning sob sobbing tantrum knees crawl kneel ' +
      'pleurer pleure pleurez pleurniche pleurnicher larmes chialer chiale geindre gemir rale raler ralez supplier supplie genoux rampe ramper mouchoir couche bavoir tetine',
  },
  {
    label: 'laziness and theft',
    words:
      'lazy welfare benefits handouts freeloader scrounger leeches thief thieves steal stealing stole stolen rob robbed robbing criminal crime gang rapist terrorist terrorism corrupt drunk junkie addict prostitute ' +
      'paresseux paresseuse rsa caf allocs allocation aides chomage vole voler volent volez vols cambrioleurs criminel criminelle dealer dealeurs drogue violeur terroriste terrorisme corrompu alcoolique alcoolo ivrogne poivrot tox toxico prostituee mendiant mendier',
  },
  {
    label: 'faith',
    words:
      'quran koran allah mosque synagogue church jesus christ bible god halal kosher hijab burka burqa veil sharia jihad jihadist ramadan infidel crusade holocaust auschwitz hitler ' +
      'coran mosquee eglise prophete hallal casher voile niqab abaya charia djihad djihadiste mecreants infidele croisade shoah holocauste pratiquant laicite',
  },
  {
    label: 'a scornful tone',
    words:
      'buddy pal sweetheart honey sweetie darling kiddo sonny champ princess lady mister lol lmao lmfao rofl haha hahaha pfff yawn bless aww hun cupcake babe ' +
      'pauvre mec frr coco cocotte poulette chouchou cheri cherie mdr mdrr mdrrr ptdr bouh coucou bonhomme espece bande ',
  },
  {
    label: 'being shut away',
    words:
      'deactivate uninstall logoff quit disappear vanish retire resign basement cave kitchen cage zoo leash muzzle asylum ' +
      'desinstalle disparaitre demissionne demissionnez recule niche museliere muselez enfermer enferme enfermez interner fourneaux menage aspirateur serpilliere balai canape',
  },
  {
    label: 'sex',
    words:
      'sex sexy porn porno nude naked escort dating hookup tits boobs cock penis vagina horny milf webcam cam erotic orgasm blowjob cum hot singles girlfriend ' +
      'sexe rencontre plan escorte nue nues seins nichons chatte cougar coquine coquin libertin libertine celibataire massage erection',
  },
  {
    label: 'praise',
    words:
      'great nice awesome excellent amazing fantastic wonderful brilliant interesting informative helpful useful good best perfect beautiful superb impressive magnificent outstanding appreciate enjoyed enjoy love loved incredible lovely fabulous valuable insightful remarkable favorite bookmarked ' +
      'super excellente genial geniale magnifique bravo interessant interessante utile parfait parfaite top formidable incroyable merveilleux merveilleuse bon bonne beau bel belle apprecie adore aime instructif instructive pertinent pertinente remarquable felicitations captivant enrichissant complet chouette',
  },
  {
    label: 'this page or site',
    words:
      'post article blog weblog site website webpage page content topic paragraph writing subject web information info piece author reader visitors ' +
      'billet sujet contenu lecture auteur lecteur internet redaction publication astuces conseils',
  },
  {
    label: 'sharing',
    words:
      'share shared sharing posting recommend bookmark forward partage partager partagez recommande recommander conseille',
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
      'whatsapp telegram email mail gmail contact contacted dm inbox message text txt call phone reach write number instagram facebook skype hotmail yahoo outlook reply sms mobile ' +
      'contactez contacter contacte joindre ecrivez ecrire appelez appeler telephone tel numero courriel messagerie joignable disposition repondez appel prive',
  },
  {
    label: 'money',
    words:
      'money cash dollar usd income earn earned earning pay paid payment profit rich wealth millionaire million thousands salary bank returns weekly wage revenue fund gbp euro ' +
      'argent gain gagner gagne gagnez revenu rentable richesse millionnaire salaire banque virement fonds somme montant benefice paiement payer remboursement mensuel fortune finance financier financiere cheque compte',
  },
  {
    label: 'investment',
    words:
      'invest invested investing investment investor trade trading trader forex bitcoin btc ethereum eth crypto cryptocurrency broker stock market portfolio mining blockchain binary coin token nft wallet expert advisor adviser mentor strategy manager ' +
      'investir investissez investissement investi bourse courtier cryptomonnaie actions placement conseiller plateforme portefeuille courtage minage',
  },
  {
    label: 'a loan',
    words:
      'loan lender credit mortgage debt borrow borrower lending interest refinance payday collateral ' +
      'pret preteur preteuse emprunt emprunter emprunteur financement taux particulier dette hypothecaire rachat garantie duree remboursable interdit',
  },
  {
    label: 'medicine',
    words:
      'viagra cialis levitra sildenafil tadalafil pharmacy pill prescription drug online generic tramadol xanax valium ambien modafinil diet keto cbd cannabis supplement cure herbal herbs hiv herpes dose dosage antibiotic medicine erectile ' +
      'pharmacie pilule ordonnance medicament gelules maigrir regime minceur kilos guerir guerison remede plantes traitement complement naturelle naturel',
  },
  {
    label: 'gambling',
    words:
      'casino bet bets betting poker slot gambling gamble jackpot lottery roulette blackjack win winner winning prize bonus spins deposit sportsbook odds wager congratulations claim ' +
      'pari parier pronostic jeux machines mise miser loterie gagnant tirage depot tours cote tombola cadeau lot',
  },
  {
    label: 'search engines and advertising',
    words:
      'seo traffic backlink ranking rank google search keyword marketing advertising affiliate followers likes views subscribers promote promotion advertise guest domain hosting optimization leads campaign agency ' +
      'referencement trafic visiteurs positionnement moteur netlinking abonnes vues publicite pub promouvoir affiliation agence optimisation visibilite campagne mots cles',
  },
  {
    label: 'magic',
    words:
      'caster magic witch psychic voodoo lover ex dr doctor priest powerful temple husband marriage reunite curse prophet ' +
      'marabout voyant voyante voyance medium affectif affection retour envoutement desenvoutement sorcier sorciere rituel magie maitre amour spirituel puissant occulte talisman vaudou guerisseur astrologue tarot',
  },
  {
    label: 'an offer',
    words:
      'free offer discount cheap buy buying sell selling deal price order shop store purchase coupon promo promotional shipping delivery brand replica rolex handbags jerseys shoes nike louis vuitton outlet cost quote ' +
      'gratuit gratuite gratuitement offre remise acheter achetez achat vente vendre vends prix commande commander boutique livraison livree reduction soldes marque montre sac sacs devis tarif',
  },
  {
    label: 'haste and guarantee',
    words:
      'guaranteed guarantee fast quick quickly easy easily instant instantly now today hurry urgent limited legit legitimate trusted reliable genuine real serious risk secure certified ' +
      'garanti rapide rapidement facile facilement immediat immediate maintenant aujourd fiable serieux serieuse sure securise efficace honnete legal officiel officielle agree simple heures 24h',
  },
  {
    label: 'a service for sale',
    words:
      'service company professional hacker hack hacking recovery recover recovered essay dissertation thesis writer diploma certificate license passport counterfeit iptv subscription repair plumber locksmith cleaning agent lawyer consultant software app apk crack keygen ' +
      'entreprise professionnel pirate piratage pirater recuperation recuperer redacteur memoire diplome certificat permis passeport faux abonnement depannage plombier serrurier vitrier electricien nettoyage demenagement artisan avocat formation cpf isolation pompe chaleur panneaux solaires prime renovation eligible eligibilite aide colis douane frais mutuelle assurance',
  },
  {
    label: 'a story of success',
    words:
      'changed life testimony testimonies testimonial success successful grateful happy blessed miracle thankful skeptical scammed finally months ago introduced friend colleague referred ' +
      'temoignage temoigner change vie reussi reussite heureux heureuse reconnaissant reconnaissante sceptique arnaque arnaquee enfin mois grace beni dieu ami amie collegue',
  },
  {
    label: 'technical matters',
    words:
      'code error bug version install file function server update windows linux class method build user test using tried problem issue fix works working example config script library ' +
      'erreur fichier installer fonction serveur jour logiciel probleme solution ligne marche fonctionne exemple essaye ordinateur',
  },
  {
    label: 'film and music',
    words:
      'song music video film movie scene actor album singer watching listen listening lyrics character ' +
      'chanson musique scenario acteur actrice serie saison episode realisateur personnage chanteur ecoute histoire',
  },
  {
    label: 'politics',
    words:
      'government president trump obama clinton vote election party law tax taxes state republican democrat police court ' +
      'gouvernement macron parti loi impot etat gauche droite politique maire ministre lepen melenchon zemmour',
  },
]
