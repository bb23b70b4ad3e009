/** The only place where an e-mail address becomes a hash. Nothing else may make an EmailHash. */

import { createHmac } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { Branded } from '../domain/branded.js'
import { COMMENT_LIMITS } from '../domain/comment.js'
import { invalidField } from '../domain/errors.js'
import type { Site } from '../domain/site.js'
import { createKeyring } from './keys.js'
import type { Redacted } from './redacted.js'

/** 32 bytes that stand for an address on one site. */
export type EmailHash = Branded<Buffer, 'EmailHash'>
/** 32 bytes that stand for the part after the @, so that a mail domain can be banned. */
export type DomainHash = Branded<Buffer, 'DomainHash'>

export interface EmailHashes {
  emailHash: EmailHash
  domainHash: DomainHash
}

/** `field` names the member of the request that errors are about; `author.email` unless given. */
export type HashEmail = (site: Pick<Site, 'keySeed'>, email: Redacted, field?: string) => EmailHashes
/** The hash of a mail domain by itself, for a ban. */
export type HashDomain = (site: Pick<Site, 'keySeed'>, domain: Redacted, field: string) => DomainHash

const DOMAIN_PURPOSE = 'email-domain/v1'
const LOCAL_BYTES_MAX = 64
// RFC 5321 dot-string and the letters beyond ASCII of RFC 6531; quoted local parts are refused.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Makes the hashing function of an installation: HMAC-SHA-256 under a key derived per site from the pepper,
 * over the normalised address (rule n1). Throws `invalid-request` naming the field, never its value.
 */
export function createHashEmail(pepper: Redacted<Buffer>): HashEmail {
  const emailKey = createKeyring(pepper, 'email/v1')
  const domainKey = createKeyring(pepper, DOMAIN_PURPOSE)

  return (site, email, field = 'author.email') => {
    const { address, domain } = normalize(email.reveal(), field)
    return {
      emailHash: createHmac('sha256', emailKey(site.keySeed)).update(`n1|${address}`).digest() as EmailHash,
      domainHash: hashDomain(domainKey(site.keySeed), domain),
    }
  }
}

/** The same hash as `domainHash` of any address at the domain. Throws `invalid-request` naming the field. */
export function createHashDomain(pepper: Redacted<Buffer>): HashDomain {
  const domainKey = createKeyring(pepper, DOMAIN_PURPOSE)
  return (site, text, field) => {
    const domain = toDomain(text.reveal().trim().normalize('NFC').replace(/^@/, ''))
    if (!DOMAIN.test(domain)) throw invalidField(field, 'is not a mail domain such as example.org')
    return hashDomain(domainKey(site.keySeed), domain)
  }
}

function hashDomain(key: Buffer, domain: string): DomainHash {
  return createHmac('sha256', key).update(`n1|${domain}`).digest() as DomainHash
}

/** Rule n1: no dots or plus tags are folded, because merging two people would erase the wrong one. */
function normalize(raw: string, field: string): { address: string; domain: string } {
  const text = raw.trim().normalize('NFC')
  if (text === '') throw invalidField(field, 'is empty')
  if (Buffer.byteLength(text) > COMMENT_LIMITS.emailBytes) {
    throw invalidField(field, `is longer than ${COMMENT_LIMITS.emailBytes} bytes`)
  }
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0)).toLowerCase()
  const domain = toDomain(text.slice(at + 1))
  if (at < 1 || Buffer.byteLength(local) > LOCAL_BYTES_MAX || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) {
    throw invalidField(field, 'is not an e-mail address')
  }
  return { address: `${local}@${domain}`, domain }
}

function toDomain(text: string): string {
  return domainToASCII(text).toLowerCase()
}
