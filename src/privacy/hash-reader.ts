/**
 * Tells readers apart without an account or a cookie, for one comment and one purpose alone: keyed hashes of the network
 * prefix with the browser's name, and of the prefix by itself. The comment is part of the hash, so that no two acts of a
 * reader can be joined. For a raid the thread is, and the hash goes within minutes; for reports there is a further hash with neither.
 */

import { createHmac } from 'node:crypto'
import type { Branded } from '../domain/branded.js'
import type { CommentId, ThreadId } from '../domain/comment.js'
import type { Site } from '../domain/site.js'
import { networkPrefix } from './hash-network.js'
import { createKeyring } from './keys.js'
import type { Redacted } from './redacted.js'

/** 16 bytes that stand for a reader, or for a network, before one comment or thread in one period. */
export type ReaderHash = Branded<Buffer, 'ReaderHash'>

export interface ReaderAct {
  purpose: 'vote' | 'report' | 'raid'
  about: CommentId | ThreadId
  /** Which span of time: with the next one everybody is new. */
  period: number
  networkAddress: string
  userAgent: string
}

/** Tells a reporter again on other comments of a site, within a period: what became of their earlier reports counts. */
export type HashReporter = (
  site: Pick<Site, 'keySeed'>,
  act: Pick<ReaderAct, 'period' | 'networkAddress' | 'userAgent'>,
) => ReaderHash

export type HashReader = (site: Pick<Site, 'keySeed'>, act: ReaderAct) => { reader: ReaderHash; network: ReaderHash }

export function createHashReader(pepper: Redacted<Buffer>): HashReader {
  const siteKey = createKeyring(pepper, 'reader/v1')
  return (site, { purpose, about, period, networkAddress, userAgent }) => {
    const prefix = `${purpose}|${about}|${period}|${networkPrefix(networkAddress)}`
    const hash = (text: string): ReaderHash =>
      createHmac('sha256', siteKey(site.keySeed)).update(text).digest().subarray(0, 16) as ReaderHash
    return { reader: hash(`reader|${prefix}|${userAgent}`), network: hash(`network|${prefix}`) }
  }
}

export function createHashReporter(pepper: Redacted<Buffer>): HashReporter {
  const siteKey = createKeyring(pepper, 'reporter/v1')
  return (site, { period, networkAddress, userAgent }) =>
    createHmac('sha256', siteKey(site.keySeed))
      .update(`${period}|${networkPrefix(networkAddress)}|${userAgent}`)
      .digest()
      .subarray(0, 16) as ReaderHash
}
