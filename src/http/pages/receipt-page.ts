/**
 * The page of a receipt: every sentence and every form that there may be, hidden; web/widget/receipt.ts shows what is true.
 * The server never learns the receipt from this page's address: it stands behind the #.
 */

import { renderDocument } from './document.js'
import { type Html, html } from './html.js'
import type { Language } from './messages.js'
import { RECEIPT_STYLESHEET } from './receipt-styles.js'
import { RECEIPT_WORDS, type ReceiptWords } from './receipt-words.js'

const TEXT_MAX = 5_000

export function renderReceiptPage(language: Language): string {
  const words = RECEIPT_WORDS[language]
  const other = language === 'en' ? 'fr' : 'en'
  return renderDocument({
    language,
    title: words.title,
    stylesheet: RECEIPT_STYLESHEET,
    // Relative, so that a proxy may serve all of us below a path.
    head: html`<meta name="robots" content="noindex"><script type="module" src="receipt.js"></script>`,
    bodyClass: 'causerie-page',
    body: html`<main class="causerie-sheet causerie receipt">
<header class="causerie-page-head">
<h1 class="causerie-page-title">${words.title}</h1>
<p class="receipt-intro">${words.intro} <a id="other" href="?lang=${other}" lang="${other}" hreflang="${other}">${other === 'fr' ? 'En français' : 'In English'}</a></p>
</header>
<noscript><p class="causerie-notice">${words.noScript}</p></noscript>
<p class="receipt-said" id="said" role="status"></p>
${['loading', 'missing', 'unknown', 'failed'].map((name) => html`<p class="causerie-notice" data-trouble="${name}" hidden>${words[name as 'loading']}</p>`)}
<div id="receipt" hidden>
${renderStatus(words)}
${renderForms(words)}
<p class="causerie-note">${words.keep}</p>
</div>
</main>`,
  })
}

function renderStatus(words: ReceiptWords): Html {
  const options = (kind: string, sentences: Record<string, string>): Html[] =>
    Object.entries(sentences).map(([code, sentence]) => html`<span data-${kind}="${code}" hidden>${sentence}</span>`)
  return html`<section class="receipt-status" id="status">
<h2 class="receipt-state">${options('status', words.statuses)}</h2>
<p class="receipt-reason">${options('reason', words.reasons)} ${options('by', { rules: words.byRules, person: words.byPerson })}</p>
<p class="receipt-reason">${options('appeal', words.appealStates)}</p>
</section>
<section aria-labelledby="yours">
<h2 class="receipt-heading" id="yours">${words.yourComment}</h2>
<blockquote class="receipt-body" id="body" dir="auto"></blockquote>
<p class="causerie-note">${words.sentAt} <time id="sent"></time> <a id="thread" href="#" hidden>${words.openThread}</a></p>
</section>`
}

/** Each in a disclosure of its own: what cannot be undone takes two steps, without any dialogue. */
function renderForms(words: ReceiptWords): Html {
  const part = (name: string, title: string, note: string, content: Html): Html =>
    html`<details class="receipt-part" data-part="${name}" hidden><summary>${title}</summary><p class="causerie-note">${note}</p><form data-form="${name}">${content}</form></details>`
  const button = (text: string, value = ''): Html =>
    html`<button class="causerie-button causerie-button-quiet" value="${value}">${text}</button>`
  const area = (label: string, max: number): Html =>
    html`<label class="receipt-label">${label}<textarea class="causerie-input" name="text" rows="6" required dir="auto" maxlength="${max}"></textarea></label>`
  const until = html`<p class="causerie-note">${words.editUntil} <time id="until"></time></p>`
  return html`${part('edit', words.edit, words.editNote, html`${until}${area(words.yourComment, 10_000)}${button(words.save)}`)}
${part('appeal', words.appeal, words.appealNote, html`${area(words.appealLabel, TEXT_MAX)}${button(words.appealSend)}`)}
${part('withdraw', words.withdraw, words.withdrawNote, button(words.withdraw))}
${part('notify', words.notify, words.notifyNote, html`<span class="receipt-choice" data-notify="off" hidden>${button(words.notifyComment, 'comment')} ${button(words.notifyThread, 'thread')}</span><span class="receipt-choice" data-notify="on" hidden><span>${words.notifyIsOn}</span> ${button(words.notifyStop, 'stop')}</span>`)}
${part('data', words.data, words.dataNote, button(words.dataGet))}
${part('erase', words.erase, words.eraseNote, html`${button(words.eraseComment, 'comment')} ${button(words.eraseAuthor, 'author')}`)}
${['saved', 'withdrawn', 'appealSent', 'erased', 'notified', 'notifyStopped', 'notifyBlocked'].map((name) => html`<template id="${name}">${words[name as 'saved']}</template>`)}`
}
