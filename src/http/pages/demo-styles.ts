/** Looks of the demo's newspaper, La Veillée: ink blue by day, lamplight by night. */

export const DEMO_RULES = `
.veillee { --_rail: 13rem; --_measure: 41rem; --_edge: clamp(1rem, 4vi, 3.5rem); }
.veillee-frame { max-inline-size: 76rem; margin-inline: auto; padding-inline: var(--_edge); }
:where(.veillee a) { color: var(--causerie-accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
.veillee :focus-visible { outline: 2px solid var(--causerie-accent); outline-offset: 3px; }
.veillee-skip { position: absolute; inset-block-start: .5rem; inset-inline-start: .5rem; z-index: 1; padding: .5rem 1rem; background: var(--causerie-accent); }
.veillee-skip { color: var(--causerie-on-accent); }
.veillee-skip:not(:focus) { inline-size: 1px; block-size: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }

.veillee-top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; padding-block: .5rem; font-size: .875rem; color: var(--causerie-muted); }
.veillee-top p { margin: 0; line-height: 1.75rem; }
.veillee-top p::first-letter { text-transform: uppercase; }
.veillee-top a { display: inline-block; line-height: 1.75rem; }
.veillee-plate { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 2rem; padding-block: .25rem .75rem; border-block-end: 3px solid var(--causerie-ink); }
.veillee-name { margin: 0; font: 700 clamp(2.5rem, 1.5rem + 5vi, 5rem)/1.05 var(--causerie-font-body); letter-spacing: -.035em; }
.veillee-tagline { margin: 0; font: italic 400 1.125rem/1.4 var(--causerie-font-body); color: var(--causerie-muted); }

.veillee-hero { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: clamp(1.5rem, 4vi, 4rem); align-items: center; padding-block: clamp(1.5rem, 4vi, 3.5rem); }
.veillee-kicker { margin: 0 0 1rem; color: var(--causerie-accent); font-size: .9375rem; font-weight: 650; }
.veillee-headline { margin: 0; font: 700 clamp(2.25rem, 1.25rem + 4.4vi, 4.75rem)/1.03 var(--causerie-font-body); letter-spacing: -.025em; text-wrap: balance; }
.veillee-standfirst { margin: 1.5rem 0 0; max-inline-size: 34rem; font: 400 clamp(1.1875rem, 1.05rem + .6vi, 1.5rem)/1.45 var(--causerie-font-body); color: var(--causerie-muted); text-wrap: pretty; }
.veillee-byline { margin: 1.75rem 0 0; font-size: .9375rem; color: var(--causerie-muted); }
.veillee-byline strong { color: var(--causerie-ink); font-weight: 650; }
.veillee-picture { margin: 0; }
.veillee-picture svg { display: block; inline-size: 100%; block-size: auto; forced-color-adjust: none; }

.veillee-text { display: grid; grid-template-columns: var(--_rail) minmax(0, var(--_measure)) minmax(0, 1fr); column-gap: clamp(1.5rem, 4vi, 4rem); padding-block: clamp(1rem, 3vi, 2.5rem) clamp(3rem, 6vi, 5rem); border-block-start: 1px solid var(--causerie-line); }
.veillee-rail { grid-column: 1; font-size: .9375rem; line-height: 1.5; color: var(--causerie-muted); }
.veillee-rail p { margin: 0 0 .5rem; }
.veillee-rail a { display: inline-block; min-block-size: 1.75rem; }
.veillee-prose { grid-column: 2; font: 400 clamp(1.125rem, 1.05rem + .3vi, 1.25rem)/1.68 var(--causerie-font-body); hanging-punctuation: first; }
.veillee-prose > p { margin: 0; text-wrap: pretty; hyphens: auto; }
.veillee-prose > p + p { text-indent: 1.5em; }
@supports (initial-letter: 3) or (-webkit-initial-letter: 3) {
  .veillee-prose > p:first-of-type::first-letter { -webkit-initial-letter: 3; initial-letter: 3; margin-inline-end: .4em; font-weight: 700; color: var(--causerie-accent); }
}
.veillee-prose h2 { margin: 2.25rem 0 .5rem; font: 700 1.5rem/1.25 var(--causerie-font-body); letter-spacing: -.01em; }
.veillee-pull { margin: 2.5rem 0; padding: 0; }
@media (min-width: 75rem) { .veillee-pull { margin-inline-end: -8rem; } }
.veillee-pull blockquote { margin: 0; font: italic 400 clamp(1.625rem, 1.3rem + 1.4vi, 2.25rem)/1.25 var(--causerie-font-body); letter-spacing: -.01em; text-wrap: balance; }
.veillee-pull blockquote::before { content: ""; display: block; inline-size: 4rem; block-size: .375rem; margin-block-end: 1.25rem; background: var(--causerie-highlight-line); }
.veillee-pull figcaption { margin-block-start: .75rem; font: 400 .9375rem/1.5 var(--causerie-font); color: var(--causerie-muted); }

.veillee-talk { padding-block: clamp(2.5rem, 5vi, 4.5rem); border-block-start: 3px solid var(--causerie-ink); }
.veillee-thread { display: block; min-block-size: 60vb; max-inline-size: var(--_measure); margin-inline-start: calc(var(--_rail) + clamp(1.5rem, 4vi, 4rem)); }
.veillee-foot { padding-block: 1.5rem 2.5rem; border-block-start: 1px solid var(--causerie-line); font-size: .875rem; color: var(--causerie-muted); }
.veillee-foot .veillee-frame { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 2rem; }
.veillee-foot p { margin: 0; max-inline-size: 40rem; line-height: 1.75rem; }
.veillee-foot ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
.veillee-foot li a { display: inline-block; line-height: 1.75rem; color: inherit; }

@media (max-width: 62rem) {
  .veillee-text { display: block; }
  .veillee-rail { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-block-end: 1.25rem; }
  .veillee-rail p { margin: 0; line-height: 1.75rem; }
  .veillee-prose { max-inline-size: var(--_measure); margin-inline: auto; }
  .veillee-thread { margin-inline: auto; }
}
@media (max-width: 48rem) {
  .veillee-hero { grid-template-columns: minmax(0, 1fr); padding-block-start: 1.25rem; }
  .veillee-picture svg { aspect-ratio: 1; }
  .veillee-tagline { font-size: 1rem; }
}
@media print {
  .veillee-top, .veillee-picture, .veillee-rail, .veillee-foot ul { display: none; }
  .veillee-hero, .veillee-text { display: block; }
}
`
