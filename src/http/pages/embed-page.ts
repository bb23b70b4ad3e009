/** A thread as a page of its own: for frames, for readers without JavaScript, and for search engines. */

import { renderDocument } from './document.js'
import { html } from './html.js'
import { renderJsonLd } from './json-ld.js'
import { feedPath, webAddress } from './links.js'
import { MESSAGES } from './messages.js'
import { EMBED_STYLESHEET } from './page-styles.js'
import { type ReadingContext, renderThread, type ThreadView } from './thread-view.js'

export interface EmbedPageView extends ReadingContext {
  thread: ThreadView
}

export function renderEmbedPage({ thread, ...reading }: EmbedPageView): string {
  const words = MESSAGES[reading.language]
  const address = webAddress(thread.url)
  const title = thread.title === null ? words.embedUntitled : words.embedTitle(thread.title)
  return renderDocument({
    language: reading.language,
    title,
    canonical: address,
    stylesheet: EMBED_STYLESHEET,
    head: html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${feedPath(thread.site, thread.slug)}">
${renderJsonLd(thread, reading.query)}`,
    bodyClass: 'causerie-page',
    body: html`<main class="causerie-sheet">
<header class="causerie-page-head">
<h1 class="causerie-page-title" dir="auto">${thread.title ?? words.embedUntitled}</h1>
${address !== null && html`<p><a href="${address}" target="_top"><span class="causerie-arrow" aria-hidden="true">←</span> ${words.backToPage}</a></p>`}
</header>
${renderThread(thread, reading)}
<footer class="causerie-page-foot"><p>${words.poweredBy}</p></footer>
</main>`,
  })
}
