/** The console's document: one for every address below /console; what stands in it is drawn by its script. */

import { createHash } from 'node:crypto'
import { html, raw } from './html.js'
import { TOKENS } from './styles.js'

export interface ConsoleFiles {
  script: string
  stylesheet: string
}

/**
 * No script and no style but our own files, no text that becomes markup (Trusted Types without any policy), nobody else's
 * address, no frame around it.
 */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${createHash('sha256').update(TOKENS).digest('base64')}'`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

export function renderConsolePage({ script, stylesheet }: ConsoleFiles): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Causerie</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${raw(TOKENS)}</style>
<link rel="stylesheet" href="${stylesheet}">
<script type="module" src="${script}"></script>
</head>
<body>
<div id="console"></div>
<noscript>
<p lang="en">The console needs JavaScript.</p>
<p lang="fr">La console a besoin de JavaScript.</p>
</noscript>
</body>
</html>
`.toString()
}
