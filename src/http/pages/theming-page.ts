/** Live examples of themes: the widget as it comes, and the same thread in other clothes, each with the rules that make it. */

import { renderDocument } from './document.js'
import { type Html, html } from './html.js'
import type { Language } from './messages.js'
import { EMBED_STYLESHEET } from './page-styles.js'

interface Theme {
  name: string
  title: Record<Language, string>
  /** As a site would write them; shown, and in force on this page. */
  rules: string
  scheme?: 'light' | 'dark'
}

const THEMES: readonly Theme[] = [
  { name: 'plain', title: { en: 'As it comes', fr: 'Tel quel' }, rules: '' },
  {
    name: 'magazine',
    title: { en: 'A magazine', fr: 'Un magazine' },
    rules: `.magazine {
  font: 1.0625rem/1.5 Georgia, serif;
  --causerie-accent: #8c1c13;
  --causerie-radius: 0;
}
.magazine::part(button) { text-transform: uppercase; letter-spacing: .05em; }`,
    scheme: 'light',
  },
  {
    name: 'soft',
    title: { en: 'Round and soft', fr: 'Rond et doux' },
    rules: `.soft {
  --causerie-accent: #0b6e4f;
  --causerie-field: #f3faf6;
  --causerie-radius: 1.25rem;
}
.soft::part(comment) { padding: 1rem; border-radius: 1.25rem; background: #eef6f2; }`,
    scheme: 'light',
  },
  {
    name: 'night',
    title: { en: 'Always dark', fr: 'Toujours sombre' },
    rules: `.night {
  --causerie-accent: #7fd1ff;
  --causerie-on-accent: #06202f;
}
.night::part(avatar) { border-radius: 20%; }`,
    scheme: 'dark',
  },
]

const WORDS = {
  en: {
    title: 'Themes of the widget',
    intro: 'The same thread in other clothes, and the rules that make them.',
    back: 'Back to the article',
  },
  fr: {
    title: 'Les habits du widget',
    intro: 'Le même fil sous d’autres habits, et les règles qui les font.',
    back: 'Revenir à l’article',
  },
} satisfies Record<Language, Record<string, string>>

const UNSET = [
  'ink',
  'muted',
  'line',
  'tint',
  'field',
  'field-line',
  'paper',
  'accent',
  'on-accent',
  'highlight',
  'danger',
]
  .map((name) => `--causerie-${name}: initial;`)
  .join(' ')
const LAYOUT = `
.theming-example { margin-block-start: 3rem; }
.theming h2 { margin: 0 0 1rem; font: 700 1.5rem/1.2 var(--causerie-font-body); }
.theming pre { margin: 0 0 1rem; padding: 1rem; overflow-x: auto; background: var(--causerie-tint); font: .875rem/1.5 var(--causerie-font-code); }
/* This page's own colours are not what the examples are about: the widget takes its own, or those of a theme. */
.theming :where(causerie-thread) { ${UNSET} }
.theming causerie-thread { display: block; min-block-size: 40rem; padding: 1.5rem; border: 1px solid var(--causerie-line); }
`

export const THEMING_STYLESHEET = [EMBED_STYLESHEET, LAYOUT, ...THEMES.map(({ rules }) => rules)].join('\n')

export function renderThemingPage(language: Language, thread: { site: string; slug: string }): string {
  const words = WORDS[language]
  return renderDocument({
    language,
    title: words.title,
    stylesheet: THEMING_STYLESHEET,
    head: html`<script type="module" src="../embed.js"></script>`,
    bodyClass: 'causerie-page',
    body: html`<main class="causerie-sheet theming">
<header class="causerie-page-head">
<h1 class="causerie-page-title">${words.title}</h1>
<p>${words.intro} <a href="../demo?lang=${language}">${words.back}</a></p>
</header>
${THEMES.map((theme) => renderTheme(theme, language, thread))}
</main>`,
  })
}

function renderTheme(
  { name, title, rules, scheme }: Theme,
  language: Language,
  { site, slug }: { site: string; slug: string },
): Html {
  const theme = scheme !== undefined && html` theme="${scheme}"`
  return html`<div class="theming-example"><h2 id="${name}">${title[language]}</h2>
${rules !== '' && html`<pre tabindex="0" aria-labelledby="${name}"><code>${rules}</code></pre>`}
<causerie-thread class="${name}" site="${site}" slug="${slug}" label="${title[language]}"${theme}></causerie-thread></div>`
}
