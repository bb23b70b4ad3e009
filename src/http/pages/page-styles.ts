/** The stylesheets of whole pages, each complete: its hash is the one style that the page's security policy allows. */

import { DEMO_RULES } from './demo-styles.js'
import { FORM_STYLESHEET, THREAD_STYLESHEET, TOKENS } from './styles.js'

const PAGE_RULES = `
*, *::before, *::after { box-sizing: border-box; }
/* Screens wider than 1920 px get larger letters, not longer lines. */
html { font-size: clamp(100%, .25rem + .625vw, 175%); text-size-adjust: 100%; }
body { margin: 0; background: var(--causerie-paper); color: var(--causerie-ink); font: 400 1rem/1.5 var(--causerie-font); -webkit-font-smoothing: antialiased; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`

const SHEET_RULES = `
.causerie-sheet { max-inline-size: 46rem; margin-inline: auto; padding: clamp(1rem, 4vi, 3rem) clamp(1rem, 4vi, 2rem); }
.causerie-page-head { margin-block-end: 2rem; }
.causerie-page-head p { margin: 0; font-size: .9375rem; }
.causerie-page-head a { display: inline-flex; align-items: center; gap: .4em; min-block-size: 1.75rem; }
:where(.causerie-sheet a) { color: var(--causerie-accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
.causerie-page-title { margin: 0 0 .25rem; font: 700 clamp(1.75rem, 1.3rem + 2.2vi, 2.75rem)/1.12 var(--causerie-font-body); letter-spacing: -.015em; overflow-wrap: anywhere; text-wrap: balance; }
.causerie-page-foot { margin-block-start: 3rem; color: var(--causerie-muted); font-size: .875rem; }
:focus-visible { outline: 2px solid var(--causerie-accent); outline-offset: 3px; }
.causerie-trouble { min-block-size: 100vb; display: flex; flex-direction: column; justify-content: center; align-items: flex-start; }
.causerie-trouble p { margin: 0 0 1.5rem; overflow-wrap: anywhere; }
.causerie-trouble .causerie-trouble-status { margin: 0 0 .5rem; color: var(--causerie-muted); font-size: .9375rem; font-weight: 600; }
.causerie-trouble .causerie-page-title { margin-block-end: .75rem; }
.causerie-trouble-detail { font: 400 1.25rem/1.55 var(--causerie-font-body); }
`

export const EMBED_STYLESHEET = TOKENS + PAGE_RULES + THREAD_STYLESHEET + FORM_STYLESHEET + SHEET_RULES
export const DEMO_STYLESHEET = TOKENS + PAGE_RULES + THREAD_STYLESHEET + FORM_STYLESHEET + DEMO_RULES
