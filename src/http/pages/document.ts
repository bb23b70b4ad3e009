/** The frame of every page: head, one stylesheet, no script, nothing from anywhere else. */

import { type Html, html, raw } from './html.js'
import { webAddress } from './links.js'
import type { Language } from './messages.js'

export interface DocumentParts {
  language: Language
  title: string
  description?: string
  canonical?: string | null
  stylesheet: string
  head?: Html | null
  bodyClass: string
  body: Html
}

export function renderDocument(parts: DocumentParts): string {
  const canonical = webAddress(parts.canonical ?? null)
  // Referrer: with `no-referrer` a browser sends `Origin: null` with the form, and the origin check would refuse it.
  return html`<!doctype html>
<html lang="${parts.language}">
<head>
<meta charset="utf-8">
<title>${parts.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
${parts.description !== undefined && html`<meta name="description" content="${parts.description}">`}
${canonical !== null && html`<link rel="canonical" href="${canonical}">`}
<link rel="icon" href="data:,">
<style>${raw(parts.stylesheet)}</style>
${parts.head ?? null}
</head>
<body class="${parts.bodyClass}">
${parts.body}
</body>
</html>
`.toString()
}
