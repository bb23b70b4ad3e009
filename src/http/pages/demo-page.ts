/** The first page that a person sees: an article of an imaginary paper, with its thread and the form below. */

import { DEMO_ARTICLES, type DemoArticle } from './demo-article.js'
import { renderDemoPicture } from './demo-picture.js'
import { renderDocument } from './document.js'
import { formatPlural, formatWeekday } from './format.js'
import { type Html, html } from './html.js'
import { embedPath } from './links.js'
import { type Language, MESSAGES } from './messages.js'
import { DEMO_STYLESHEET } from './page-styles.js'
import { type ReadingContext, renderThread, type ThreadView } from './thread-view.js'

export interface DemoPageView extends ReadingContext {
  thread: ThreadView
}

const PAPER_NAME = 'La Veillée'

const WORDS = {
  en: {
    tagline: 'a paper for people who talk',
    skip: 'Skip to the article',
    by: 'By',
    readingTime: '2 min read',
    about: 'La Veillée is an imaginary paper. The comments below its article are real, and made with Causerie.',
    links: 'About this demo',
    docs: 'API documentation',
    openapi: 'openapi.yaml',
    embed: 'The thread on its own',
    otherLanguage: 'Lire en français',
  },
  fr: {
    tagline: 'le journal de ceux qui se parlent',
    skip: 'Aller à l’article',
    by: 'Par',
    readingTime: '2\u00a0min de lecture',
    about:
      'La Veillée est un journal imaginaire. Les commentaires sous son article sont vrais, et faits avec Causerie.',
    links: 'À propos de cette démonstration',
    docs: 'Documentation de l’API',
    openapi: 'openapi.yaml',
    embed: 'Le fil seul',
    otherLanguage: 'Read in English',
  },
} satisfies Record<Language, Record<string, string>>

export function renderDemoPage({ thread, ...reading }: DemoPageView): string {
  const { language } = reading
  const article = DEMO_ARTICLES[language]
  return renderDocument({
    language,
    title: `${article.title} – ${PAPER_NAME}`,
    description: article.standfirst,
    canonical: thread.url,
    stylesheet: DEMO_STYLESHEET,
    head: html`<script type="module" src="embed.js"></script>`,
    bodyClass: 'veillee',
    body: html`<a class="veillee-skip" href="#article">${WORDS[language].skip}</a>
${renderMasthead(reading)}
<main>
<article id="article" class="veillee-frame">
${renderHero(language, article)}
${renderText(language, article, thread)}
</article>
<div class="veillee-talk" id="comments"><div class="veillee-frame">${
      // The element takes the place of what is in it; without JavaScript that stays, and does the same.
      html`<causerie-thread class="veillee-thread" site="${thread.site}" slug="${thread.slug}" sort="${thread.sort}">${renderThread(thread, reading)}</causerie-thread>`
    }</div></div>
</main>
${renderFooter(language, thread)}`,
  })
}

function renderMasthead({ language, now }: ReadingContext): Html {
  return html`<header class="veillee-frame">
<div class="veillee-top"><p>${formatWeekday(language, now)}</p>${renderOtherLanguage(language)}</div>
<div class="veillee-plate"><p class="veillee-name">${PAPER_NAME}</p><p class="veillee-tagline">${WORDS[language].tagline}</p></div>
</header>`
}

function renderOtherLanguage(language: Language): Html {
  const other = language === 'en' ? 'fr' : 'en'
  return html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${WORDS[language].otherLanguage}</a>`
}

function renderHero(language: Language, article: DemoArticle): Html {
  return html`<header class="veillee-hero">
<div>
<p class="veillee-kicker">${article.kicker}</p>
<h1 class="veillee-headline">${article.title}</h1>
<p class="veillee-standfirst">${article.standfirst}</p>
<p class="veillee-byline">${WORDS[language].by} <strong>${article.author}</strong></p>
</div>
<figure class="veillee-picture">${renderDemoPicture(article.picture)}</figure>
</header>`
}

function renderText(language: Language, article: DemoArticle, thread: ThreadView): Html {
  const words = MESSAGES[language]
  const count = thread.count === 0 ? words.write : formatPlural(language, thread.count, words.comments)
  const [first, ...others] = article.sections.map(
    ({ heading, paragraphs }) => html`<h2>${heading}</h2>${renderParagraphs(paragraphs)}`,
  )
  return html`<div class="veillee-text">
<aside class="veillee-rail"><p>${WORDS[language].readingTime}</p><p><a href="#comments">${count}</a></p></aside>
<div class="veillee-prose">
${renderParagraphs(article.opening)}
${first ?? null}
<figure class="veillee-pull"><blockquote>${article.quotation.text}</blockquote><figcaption>${article.quotation.source}</figcaption></figure>
${others}
</div>
</div>`
}

function renderParagraphs(paragraphs: readonly string[]): Html[] {
  return paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)
}

function renderFooter(language: Language, thread: ThreadView): Html {
  const words = WORDS[language]
  return html`<footer class="veillee-foot"><div class="veillee-frame">
<p>${words.about}</p>
<nav aria-label="${words.links}"><ul>
<li><a href="/docs">${words.docs}</a></li>
<li><a href="/openapi.yaml">${words.openapi}</a></li>
<li><a href="${embedPath(thread.site, thread.slug)}">${words.embed}</a></li>
<li>${renderOtherLanguage(language)}</li>
</ul></nav>
</div></footer>`
}
