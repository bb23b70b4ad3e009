/** A problem as a page, for people who came with a browser and not with a program. */

import { renderDocument } from './document.js'
import { html } from './html.js'
import { webAddress } from './links.js'
import { type Language, MESSAGES } from './messages.js'
import { EMBED_STYLESHEET } from './page-styles.js'

export interface ErrorPageView {
  language: Language
  status: number
  title: string
  detail: string | null
  /** Where the reader may go on from here: a path of ours or a web address. */
  back: string | null
}

// Two slashes or a backslash would lead to another host.
const OWN_PATH = /^\/(?![/\\])/

export function renderErrorPage({ language, status, title, detail, back }: ErrorPageView): string {
  const words = MESSAGES[language]
  const address = back !== null && OWN_PATH.test(back) ? back : webAddress(back)
  return renderDocument({
    language,
    title: `${title} (${status})`,
    stylesheet: EMBED_STYLESHEET,
    head: html`<meta name="robots" content="noindex">`,
    bodyClass: 'causerie-page',
    body: html`<main class="causerie-sheet causerie-trouble">
<p class="causerie-trouble-status">${words.errorStatus(status)}</p>
<h1 class="causerie-page-title">${title}</h1>
${detail !== null && html`<p class="causerie-trouble-detail">${detail}</p>`}
${address !== null && html`<p><a class="causerie-button" href="${address}">${words.back}</a></p>`}
</main>`,
  })
}
