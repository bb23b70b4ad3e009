/** Comments as an Atom feed (RFC 4287), with the threading extension (RFC 4685). */

import { type Html, html } from './html.js'
import { webAddress } from './links.js'
import type { Language } from './messages.js'

export interface FeedView {
  language: Language
  title: string
  /** Where the feed itself is. */
  address: string
  /** The page that it is about. */
  page: string | null
  /** Newest first. */
  entries: readonly FeedEntry[]
}

export interface FeedEntry {
  id: string
  title: string
  author: { name: string; url: string | null }
  /** Trusted: made from Markdown by our own renderer. A reader of feeds gets it as text of type html all the same. */
  html: string
  link: string
  publishedAt: Date
  updatedAt: Date
  parent: { id: string; link: string } | null
}

// XML 1.0, 2.2: anything else cannot stand in a document, not even as a reference.
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
// Of a feed in which nothing has happened yet.
const BEGINNING = new Date(0)

export function renderFeed(feed: FeedView): string {
  const times = feed.entries.map(({ updatedAt }) => updatedAt.getTime())
  const updatedAt = times.length === 0 ? BEGINNING : new Date(Math.max(...times))
  const page = webAddress(feed.page)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="${feed.language}">
<id>${feed.address}</id>
<title>${feed.title}</title>
<updated>${updatedAt.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${feed.address}"/>
${page !== null && html`<link rel="alternate" type="text/html" href="${page}"/>`}
<generator>Causerie</generator>
${feed.entries.map(renderEntry)}</feed>
`
    .toString()
    .replace(NO_CHARACTER, '\ufffd')
}

function renderEntry(entry: FeedEntry): Html {
  const site = webAddress(entry.author.url)
  const { parent } = entry
  return html`<entry>
<id>urn:uuid:${entry.id}</id>
<title>${entry.title}</title>
<author><name>${entry.author.name}</name>${site !== null && html`<uri>${site}</uri>`}</author>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.updatedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${entry.link}"/>
${parent !== null && html`<thr:in-reply-to ref="urn:uuid:${parent.id}" type="text/html" href="${parent.link}"/>`}
<content type="html">${entry.html}</content>
</entry>
`
}
