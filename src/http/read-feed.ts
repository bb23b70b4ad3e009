/** Feeds of a thread and of a site, read and made ready for rendering. Every link begins with a page's address or with ours. */

import type { Db } from '../../db/database.js'
import {
  type FeedComment,
  type FeedPage,
  listNewestBelow,
  listNewestOfSite,
  listNewestOfThread,
} from '../../db/queries/feeds.js'
import { findThread, shownVersion } from '../../db/queries/threads.js'
import { commentAddress, pageAddress } from '../domain/page-address.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'
import type { FeedEntry, FeedView } from './pages/feed.js'
import { feedPath, siteFeedPath } from './pages/links.js'
import { type Language, MESSAGES, siteLanguage } from './pages/messages.js'
import { findUnder, renderStored } from './read-thread.js'

interface Source {
  db: Db
  site: Site
  publicUrl: string
}

/** The newest comments of a thread, or below one of its comments. Throws `comment-not-found` (for `under`). */
export async function readThreadFeed(
  { db, site, publicUrl }: Source,
  slug: string,
  under: string | undefined,
): Promise<{ version: number; feed: FeedView }> {
  const thread = await findThread(db, site.id, slug)
  const top = under === undefined ? null : await findUnder(db, thread, under)
  const { entries: limit } = LIMITS.feed
  const comments =
    thread === undefined
      ? []
      : top === null
        ? await listNewestOfThread(db, thread.id, limit)
        : await listNewestBelow(db, top, limit)
  const language = siteLanguage(site)
  const words = MESSAGES[language]
  const page = pageAddress(publicUrl, { siteId: site.id, slug, url: thread?.url ?? null })
  // A title comes with a comment, and is not shown before one was approved.
  const title = comments.length === 0 ? null : (thread?.title ?? null)
  return {
    version: shownVersion(thread),
    feed: {
      language,
      title: title === null ? words.embedUntitled : words.embedTitle(title),
      address: `${publicUrl}${feedPath(site.id, slug)}${top === null ? '' : `?under=${top.id}`}`,
      page: top === null ? page : commentAddress(page, top.id),
      entries: comments.map((comment) => toEntry(comment, page, comment.authorName)),
    },
  }
}

/** The newest comments of all threads of a site. */
export async function readSiteFeed({ db, site, publicUrl }: Source): Promise<FeedView> {
  const comments = await listNewestOfSite(db, site.id, LIMITS.feed.entries)
  const language = siteLanguage(site)
  return {
    language,
    title: MESSAGES[language].embedTitle(site.name),
    address: `${publicUrl}${siteFeedPath(site.id)}`,
    page: null,
    entries: comments.map((comment) =>
      toEntry(comment, pageAddress(publicUrl, { ...comment, siteId: site.id }), titleOf(comment, language)),
    ),
  }
}

function titleOf({ authorName, title }: FeedComment & FeedPage, language: Language): string {
  return title === null ? authorName : MESSAGES[language].nameOnPage(authorName, title)
}

function toEntry(comment: FeedComment, page: string, title: string): FeedEntry {
  const { id, parentId, authorName, authorUrl, submittedAt, editedAt } = comment
  return {
    id,
    title,
    author: { name: authorName, url: authorUrl },
    html: renderStored(comment),
    link: commentAddress(page, id),
    publishedAt: submittedAt,
    updatedAt: editedAt ?? submittedAt,
    parent: parentId === null ? null : { id: parentId, link: commentAddress(page, parentId) },
  }
}
