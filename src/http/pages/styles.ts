/**
 * Looks of the thread and of the form. A site's designer changes the custom properties named `--causerie-…`;
 * names that begin with `--_` are inner workings. Logical properties only, so that right-to-left pages just work.
 */

export const TOKENS = `
:where(:root) {
  color-scheme: light dark;
  --causerie-font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  --causerie-font-body: Charter, "Bitstream Charter", "Sitka Text", Georgia, "Noto Serif", serif;
  --causerie-font-code: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --causerie-paper: #fdfdfe;
  --causerie-ink: #151823;
  --causerie-muted: #565d6f;
  --causerie-line: #d9dde7;
  --causerie-tint: #f1f3f9;
  --causerie-field: #ffffff;
  --causerie-field-line: #7d8597;
  --causerie-accent: #2438b0;
  --causerie-accent-strong: #17257d;
  --causerie-on-accent: #ffffff;
  --causerie-highlight: #ffe9a3;
  --causerie-highlight-line: #e3b019;
  --causerie-danger: #a61b1b;
  --causerie-danger-tint: #fdf0ee;
  --causerie-radius: 3px;
}
@media (prefers-color-scheme: dark) {
  :where(:root) {
    --causerie-paper: #11141d;
    --causerie-ink: #e9e7e1;
    --causerie-muted: #a4abbd;
    --causerie-line: #2d3446;
    --causerie-tint: #181c29;
    --causerie-field: #0c0f17;
    --causerie-field-line: #6d768d;
    --causerie-accent: #f1c85c;
    --causerie-accent-strong: #ffe08a;
    --causerie-on-accent: #171510;
    --causerie-highlight: #1e2650;
    --causerie-highlight-line: #d0a53a;
    --causerie-danger: #ff9d92;
    --causerie-danger-tint: #2b1718;
  }
}
@media (prefers-contrast: more) {
  :where(:root) {
    --causerie-muted: var(--causerie-ink);
    --causerie-line: var(--causerie-muted);
    --causerie-field-line: var(--causerie-ink);
  }
}
`

export const THREAD_STYLESHEET = `
.causerie, .causerie *, .causerie *::before { box-sizing: border-box; }
.causerie {
  container-type: inline-size;
  color: var(--causerie-ink);
  font: 400 1rem/1.5 var(--causerie-font);
  text-align: start;
  overflow-wrap: anywhere;
}
:where(.causerie) :where(h2, h3, p, ol, ul, dl, dd) { margin: 0; padding: 0; }
.causerie-list, .causerie-sorts ul { list-style: none; }
:where(.causerie) a { color: var(--causerie-accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
:where(.causerie) a:hover { color: var(--causerie-accent-strong); text-decoration-thickness: 2px; }
.causerie :focus-visible { outline: 2px solid var(--causerie-accent); outline-offset: 3px; border-radius: 2px; }
.causerie-hidden, .causerie-extra {
  position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}

.causerie-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1.5rem; padding-block-end: .75rem; border-block-end: 1px solid var(--causerie-line); }
.causerie-title { font: 700 clamp(1.375rem, 1.2rem + .9vi, 1.75rem)/1.2 var(--causerie-font-body); font-variant-numeric: lining-nums; letter-spacing: -.01em; }
.causerie-write { display: inline-flex; align-items: center; min-block-size: 1.75rem; margin-inline-start: auto; font-size: .9375rem; font-weight: 600; }
.causerie-sorts { inline-size: 100%; }
.causerie-sorts ul { display: flex; flex-wrap: wrap; gap: 0 1.125rem; }
.causerie-sorts a { display: inline-flex; align-items: center; min-block-size: 1.75rem; font-size: .875rem; color: var(--causerie-muted); text-decoration: none; }
.causerie-sorts a:hover { text-decoration: underline; }
.causerie-sorts a[aria-current] { color: var(--causerie-ink); font-weight: 600; box-shadow: inset 0 -2px var(--causerie-accent); }
.causerie-back, .causerie-more { padding-block-start: .75rem; font-size: .9375rem; }
.causerie-back a, .causerie-more a { display: inline-flex; align-items: center; gap: .4em; min-block-size: 1.75rem; }
[dir="rtl"] .causerie-arrow { transform: scaleX(-1); }

.causerie-list { --_avatar: 2.5rem; --_gap: .875rem; }
.causerie-item { margin-block-start: 1.75rem; }
.causerie-comment { display: grid; grid-template-columns: var(--_avatar) minmax(0, 1fr); column-gap: var(--_gap); scroll-margin-block-start: 1.5rem; }
.causerie-comment > * { grid-column: 2; }
.causerie-comment > .causerie-avatar { grid-column: 1; grid-row: 1 / span 3; inline-size: var(--_avatar); block-size: var(--_avatar); border-radius: 50%; forced-color-adjust: none; }
.causerie-avatar text { font: 600 18px var(--causerie-font); }
.causerie-meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .625rem; font-size: .875rem; line-height: 1.5rem; color: var(--causerie-muted); }
.causerie-author { font-size: .9375rem; font-weight: 650; color: var(--causerie-ink); }
.causerie-author a { display: inline-block; min-block-size: 1.5rem; color: inherit; text-decoration-color: var(--causerie-field-line); }
.causerie-badge { padding-inline: .4375rem; border: 1px solid var(--causerie-highlight-line); border-radius: var(--causerie-radius); background: var(--causerie-highlight); color: var(--causerie-ink); font-size: .75rem; font-weight: 600; line-height: 1.25rem; }
.causerie-staff { border-color: var(--causerie-accent); background: var(--causerie-accent); color: var(--causerie-on-accent); }
.causerie a.causerie-permalink { display: inline-block; min-block-size: 1.5rem; color: inherit; text-decoration: none; }
.causerie a.causerie-permalink:hover { text-decoration: underline; }
.causerie-body { padding-block: .125rem .375rem; font: 400 1.0625rem/1.6 var(--causerie-font-body); }
.causerie-body > :first-child { margin-block-start: 0; }
.causerie .causerie-body > * + * { margin-block-start: .7em; }
.causerie .causerie-body :is(ul, ol) { padding-inline-start: 1.4em; }
.causerie .causerie-body blockquote { margin-inline: 0; padding-inline-start: .9em; border-inline-start: 3px solid var(--causerie-line); color: var(--causerie-muted); }
.causerie-body code { font: .875em/1.5 var(--causerie-font-code); }
.causerie-body :not(pre) > code { padding: .1em .3em; border-radius: var(--causerie-radius); background: var(--causerie-tint); }
.causerie-body pre { margin: 0; padding: .75rem 1rem; border-radius: var(--causerie-radius); background: var(--causerie-tint); white-space: pre-wrap; }
.causerie-actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; font-size: .875rem; color: var(--causerie-muted); }
.causerie a.causerie-reply { display: inline-flex; align-items: center; min-block-size: 1.75rem; font-weight: 600; text-decoration: none; }
.causerie a.causerie-reply:hover { text-decoration: underline; }
.causerie-votes { display: flex; align-items: center; }
.causerie-total { min-inline-size: 1ch; text-align: center; font-variant-numeric: tabular-nums; }
.causerie-vote { inline-size: 1.75rem; block-size: 1.75rem; padding: 0; border: 0; background: none; color: inherit; cursor: pointer; }
.causerie-vote::before { content: ""; display: block; margin: auto; inline-size: .6em; block-size: .6em; border: solid; border-width: 2px 0 0 2px; transform: translateY(25%) rotate(45deg); }
.causerie-vote:last-child::before { transform: translateY(-25%) rotate(225deg); }
.causerie-vote:hover, .causerie-vote[aria-pressed="true"] { color: var(--causerie-accent); }
.causerie-vote[aria-pressed="true"]::before { border-width: 4px 0 0 4px; }
.causerie a.causerie-report { display: inline-flex; align-items: center; min-block-size: 1.75rem; margin-inline-start: auto; color: inherit; text-decoration: none; }
.causerie a.causerie-report:hover { text-decoration: underline; }
.causerie-comment:target { background: var(--causerie-highlight); box-shadow: 0 0 0 .5rem var(--causerie-highlight); border-radius: 1px; }
.causerie-comment:target :is(.causerie-meta, .causerie-actions, blockquote) { color: var(--causerie-ink); }
.causerie-comment > .causerie-tombstone { grid-column: 1 / -1; padding: .625rem .875rem; border: 1px solid transparent; background: var(--causerie-tint); color: var(--causerie-muted); font-size: .9375rem; }
.causerie-replies { --_line: calc(var(--_parent) / 2); --_parent: 2.5rem; --_avatar: 2rem; --_gap: .75rem; margin-inline-start: var(--_line); padding-inline-start: calc(var(--_line) + .875rem - 1px); border-inline-start: 1px solid var(--causerie-line); }
.causerie-replies .causerie-replies { --_parent: 2rem; }
.causerie-replies .causerie-item { margin-block-start: 1.25rem; }
.causerie-item > .causerie-replies { margin-block-start: 1.25rem; }
.causerie-item > .causerie-replies > .causerie-item:first-child { margin-block-start: 0; }
.causerie-replies.causerie-flat { margin-inline-start: 0; padding-inline-start: 0; border: 0; }
.causerie-more { padding-inline-start: calc(var(--_avatar) + var(--_gap)); }
.causerie-empty { padding-block: 2.5rem 1rem; font: italic 400 1.25rem/1.5 var(--causerie-font-body); color: var(--causerie-muted); }
.causerie-next { margin-block-start: 2.5rem; }
.causerie-closed { margin-block-start: 2.5rem; padding: 1rem 1.25rem; border-inline-start: 3px solid var(--causerie-field-line); background: var(--causerie-tint); }
.causerie-notice { margin-block-start: 1.5rem; padding: 1rem 1.25rem; border-inline-start: 3px solid var(--causerie-highlight-line); background: var(--causerie-highlight); scroll-margin-block-start: 1.5rem; }
@container (max-width: 34rem) {
  .causerie-list { --_avatar: 2rem; --_gap: .75rem; }
  .causerie-comment > .causerie-body, .causerie-comment > .causerie-actions { grid-column: 1 / -1; }
  .causerie-comment > .causerie-avatar { grid-row: 1; }
  .causerie-meta { align-content: center; }
  .causerie-comment > .causerie-body { padding-block-start: .5rem; }
  .causerie-replies { margin-inline-start: 0; padding-inline-start: .8125rem; }
  .causerie-more { padding-inline-start: 0; }
}
`

export const FORM_STYLESHEET = `
.causerie-form { margin-block-start: 3rem; padding-block-start: 2rem; border-block-start: 1px solid var(--causerie-line); scroll-margin-block-start: 1.5rem; }
.causerie-item > .causerie-form { margin-block: 1.5rem; padding: 1.25rem; border: 1px solid var(--causerie-line); border-block-start: 3px solid var(--causerie-accent); background: var(--causerie-paper); }
.causerie-form-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem; margin-block-end: 1.25rem; }
.causerie-form-head a { display: inline-flex; align-items: center; min-block-size: 1.75rem; font-size: .9375rem; }
.causerie-form-title { font: 700 1.375rem/1.25 var(--causerie-font-body); }
.causerie-reasons { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: .25rem 1.5rem; margin: 0 0 1.25rem; padding: 0; border: 0; }
.causerie-reasons legend { margin-block-end: .375rem; padding: 0; font-size: .9375rem; font-weight: 600; }
.causerie-reason { display: flex; align-items: center; gap: .5rem; min-block-size: 1.75rem; }
.causerie-reason input { flex: none; inline-size: 1.125rem; block-size: 1.125rem; margin: 0; accent-color: var(--causerie-accent); }
.causerie-fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-template-rows: auto 1fr; gap: 1.25rem 1.5rem; margin-block-start: 1.25rem; }
/* The longest note stands beside two short fields instead of tearing a hole into the row. */
.causerie-field-email { grid-row: 1 / span 2; grid-column: 2; }
.causerie-field label { display: block; margin-block-end: .375rem; font-size: .9375rem; font-weight: 600; }
.causerie-hint { color: var(--causerie-muted); font-weight: 400; }
.causerie .causerie-input { display: block; inline-size: 100%; min-block-size: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--causerie-field-line); border-radius: var(--causerie-radius); background: var(--causerie-field); color: var(--causerie-ink); font: 400 1rem/1.5 var(--causerie-font); }
.causerie textarea.causerie-input { min-block-size: 9rem; resize: vertical; font: 400 1.0625rem/1.6 var(--causerie-font-body); field-sizing: content; max-block-size: 60vb; }
.causerie-input::placeholder { color: var(--causerie-muted); opacity: 1; }
.causerie .causerie-input:focus-visible { border-color: var(--causerie-accent); outline-offset: 0; border-radius: var(--causerie-radius); }
.causerie-input[aria-invalid] { border-color: var(--causerie-danger); box-shadow: 0 0 0 1px var(--causerie-danger); }
.causerie-note { color: var(--causerie-muted); font-size: .875rem; line-height: 1.45; }
.causerie-field .causerie-note, .causerie .causerie-error { margin-block-start: .375rem; }
.causerie-error { color: var(--causerie-danger); font-size: .9375rem; font-weight: 600; }
.causerie-errors { margin-block-end: 1.5rem; padding: 1rem 1.25rem; border: 1px solid var(--causerie-danger); border-inline-start-width: 4px; background: var(--causerie-danger-tint); }
.causerie-errors strong { color: var(--causerie-danger); }
.causerie-errors ul { margin-block-start: .375rem; padding-inline-start: 1.2em; }
.causerie .causerie-errors a { display: inline-block; min-block-size: 1.5rem; color: var(--causerie-danger); font-weight: 600; }
.causerie-help { margin-block-start: .375rem; font-size: .875rem; }
.causerie-help summary { inline-size: fit-content; min-block-size: 1.5rem; color: var(--causerie-muted); cursor: pointer; }
.causerie-help dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .375rem 1.5rem; padding: .75rem 1rem; background: var(--causerie-tint); }
.causerie-help div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.causerie-help dt { color: var(--causerie-muted); }
.causerie-help code { font: .875em/1.5 var(--causerie-font-code); }
.causerie-send { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.25rem; }
.causerie .causerie-send { margin-block-start: 1.75rem; }
.causerie-button { display: inline-flex; align-items: center; justify-content: center; min-block-size: 2.75rem; padding: .5rem 1.375rem; border: 1px solid var(--causerie-accent); border-radius: var(--causerie-radius); background: var(--causerie-accent); color: var(--causerie-on-accent); font: 600 1rem/1.25 var(--causerie-font); text-decoration: none; cursor: pointer; }
.causerie-button:hover { border-color: var(--causerie-accent-strong); background: var(--causerie-accent-strong); color: var(--causerie-on-accent); }
.causerie a.causerie-button-quiet, .causerie-button-quiet { background: transparent; color: var(--causerie-accent); }
.causerie a.causerie-button-quiet:hover { background: var(--causerie-tint); color: var(--causerie-accent-strong); }
@container (max-width: 34rem) {
  .causerie-fields { grid-template-columns: minmax(0, 1fr); }
  .causerie-field-email { grid-row: auto; grid-column: auto; }
  .causerie-send .causerie-button { inline-size: 100%; }
  .causerie-item > .causerie-form { padding: 1rem 0 1.5rem; border-inline: 0; }
}
@media print {
  .causerie :is(.causerie-form, .causerie-sorts, .causerie-write, .causerie-actions, .causerie-next, .causerie-notice) { display: none; }
  .causerie-comment { break-inside: avoid; }
}
@media (forced-colors: active) {
  .causerie-sorts a[aria-current] { text-decoration: underline; }
  .causerie-vote[aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -2px; }
  .causerie-comment:target, .causerie-button { outline: 2px solid Highlight; }
}
`
