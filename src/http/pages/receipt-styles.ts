/** Looks of the receipt page, on top of the embed page's. */

import { EMBED_STYLESHEET } from './page-styles.js'

const RULES = `
.receipt [hidden] { display: none; }
.receipt-intro { color: var(--causerie-muted); }
.receipt-status { padding: 1.25rem 1.5rem; border-inline-start: 4px solid var(--causerie-accent); background: var(--causerie-tint); }
.receipt-status[data-state="rejected"], .receipt-status[data-state="spam"] { border-color: var(--causerie-danger); }
.receipt .receipt-state { font: 700 1.375rem/1.3 var(--causerie-font-body); }
.receipt .receipt-reason { margin-block-start: .375rem; }
.receipt-reason:not(:has(:not([hidden]))) { display: none; }
.receipt .receipt-heading { margin-block: 2rem .75rem; font: 700 1.125rem/1.3 var(--causerie-font-body); }
.receipt .receipt-body { margin: 0 0 .75rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--causerie-line); font: 400 1.0625rem/1.6 var(--causerie-font-body); white-space: pre-line; }
.receipt-body:empty { display: none; }
.receipt-part { border-block-start: 1px solid var(--causerie-line); padding-block: .25rem; }
#receipt > section + .receipt-part { margin-block-start: 2.5rem; }
.receipt-part summary { display: flex; align-items: center; gap: .6rem; min-block-size: 2.75rem; cursor: pointer; font-weight: 600; color: var(--causerie-accent); }
.receipt-part summary::before { content: ""; inline-size: .5rem; block-size: .5rem; border: solid; border-width: 0 2px 2px 0; transform: rotate(-45deg); }
[dir="rtl"] .receipt-part summary::before { transform: rotate(135deg); }
.receipt-part[open] summary::before { transform: rotate(45deg); }
.receipt .receipt-part form { margin-block: .75rem 1.25rem; display: flex; flex-wrap: wrap; gap: .75rem; }
.receipt-choice { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; }
.receipt-label { flex: 1 0 100%; font-weight: 600; }
.receipt-label textarea { margin-block-start: .375rem; }
.receipt-said:not(:empty) { margin-block-end: 1.5rem; padding: 1rem 1.25rem; border-inline-start: 3px solid var(--causerie-highlight-line); background: var(--causerie-highlight); }
#receipt > .causerie-note { margin-block-start: 1.5rem; }
`

export const RECEIPT_STYLESHEET = EMBED_STYLESHEET + RULES
