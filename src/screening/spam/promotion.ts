/** Words and turns of phrase of advertising: only ever evidence together with a link, since honest people use them too. */

/** Shorteners hide where a link leads. Only services whose whole purpose it is. */
export const SHORTENERS: ReadonlySet<string> = new Set(
  (
    'bit.ly tinyurl.com goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy t.ly s.id v.gd tiny.cc adf.ly ' +
    'bl.ink soo.gd clck.ru vk.cc u.to urlz.fr lc.cx shorte.st ouo.io linktr.ee tiny.one bc.vc lnkd.in t.co'
  ).split(' '),
)

/** Name endings that are sold for next to nothing and are mostly seen in advertising. */
export const CHEAP_ENDINGS: ReadonlySet<string> = new Set(
  (
    'xyz top shop click site online icu website club pw win bid loan buzz vip store space fun live work rest quest cfd sbs ' +
    'cyou monster bond lol cam gq tk ml cf ga'
  ).split(' '),
)

/** Trades that live from link advertising, as pieces of host names, link texts and author names, folded. */
export const TRADES: readonly string[] = (
  'viagra cialis levitra sildenafil tadalafil xanax modafinil zithromax casino poker jackpot betting sportsbook slots superslot ' +
  'slot88 gacor togel lottery payday loans escort porno xxxx sexcam camgirl onlyfans pharmac pills replica essay dissertation ' +
  'backlink seoservice seo-service guestpost linkbuilding forex cryptoinvest bitcoin-invest binaryoption hackservice spellcaster ' +
  'iptv voyance marabout rachat-credit rachatcredit pret-rapide credit-rapide paris-sportif parissportif weightloss keto cbdoil ' +
  'movers plumber roofing dubai-escort jerseys handbags louisvuitton rolex-replica казино виагра ставки 카지노 토토 먹튀 놀이터 바카라'
).split(' ')

/** "Great post", "super article": praise that fits any page. Text must be folded. */
const ADJECTIVES =
  'great|nice|good|awesome|excellent|amazing|wonderful|fantastic|informative|useful|helpful|valuable|interesting|superb|' +
  'super|genial|genialer?|tres bon|excellente?|bel|bon|interessante?|magnifique|buen|excelente|gran'
const THINGS =
  'post|article|blog|information|info|site|website|web site|webpage|weblog|content|write-up|writeup|piece of writing|' +
  'paragraph|billet|contenu|page|articulo|aporte'
const PRAISE = new RegExp(`\\b(?:${ADJECTIVES}) (?:${THINGS})\\b`)
const THANKS =
  /\b(?:(?:thanks|thank you) (?:so much |a lot |very much )?for (?:sharing|posting|the information|this)|merci (?:beaucoup )?pour (?:le partage|ce partage|cet article|ces infos|ces informations)|keep up the (?:good|great) work|keep it up|keep (?:on )?(?:posting|writing|sharing)|bookmarked|i really (?:like|enjoy)|gracias por compartir)\b/
/** "My web page", "visitez mon site": a text that sends readers to its writer. */
const INVITATION =
  /\b(?:(?:my|mine|our) (?:web ?-?(?:site|page|blog)|homepage|home page|web-site|weblog|blog post|blog|page|site|channel|service|services)|visitez (?:mon|notre|nos)|mon (?:site|blog|service)|notre (?:site|boutique|service)|mi (?:sitio|web|pagina)|click here|cliquez ici|visit (?:here|us|now)|feel free to (?:visit|surf)|contact us|contactez[- ]nous|for more (?:info|information|details))\b/

export function holdsPraise(folded: string): boolean {
  return PRAISE.test(folded) || THANKS.test(folded)
}

export function holdsInvitation(folded: string): boolean {
  return INVITATION.test(folded)
}

/** Whether the folded piece of text names one of the trades. */
export function namesTrade(folded: string): boolean {
  return TRADES.some((trade) => folded.includes(trade))
}
