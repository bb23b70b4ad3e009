/**
 * A passkey authenticator in software: makes keys and answers as a device does, by WebAuthn (level 3), sections 5.8.1,
 * 6.1 and 6.5; CBOR by RFC 8949, keys by RFC 9053. Every part can be made wrong, which no real device can.
 */

import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

export interface Options {
  challenge: string
}

/** What to do otherwise than an honest device. */
export interface Faults {
  origin?: string
  rpId?: string
  /** Default: the counter rises with every answer. */
  counter?: number
  isUserVerified?: boolean
  userHandle?: string
  type?: string
  signature?: string
}

export interface Authenticator {
  id: string
  create: (options: Options & { user?: { id: string } }, faults?: Faults) => Record<string, unknown>
  answer: (options: Options, faults?: Faults) => Record<string, unknown>
}

const UP = 0x01
const UV = 0x04
const ATTESTED = 0x40

export function createAuthenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0
  let userHandle: string | undefined

  const clientData = (type: string, challenge: string, faults: Faults): Buffer =>
    Buffer.from(JSON.stringify({ type: faults.type ?? type, challenge, origin: faults.origin ?? origin }))
  const authData = (flags: number, faults: Faults): Buffer => {
    const head = Buffer.alloc(37)
    createHash('sha256')
      .update(faults.rpId ?? new URL(origin).hostname)
      .digest()
      .copy(head)
    head[32] = flags | UP | (faults.isUserVerified === false ? 0 : UV)
    counter = faults.counter ?? counter + 1
    head.writeUInt32BE(counter, 33)
    return head
  }
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform' }

  return {
    id,
    create: (options, faults = {}) => {
      userHandle = options.user?.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const key = cborMap([
        [cborInt(1), cborInt(2)],
        [cborInt(3), cborInt(-7)],
        [cborInt(-1), cborInt(1)],
        [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
        [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
      ])
      const data = Buffer.concat([authData(ATTESTED, faults), Buffer.alloc(16), length, credentialId, key])
      const attestation = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(data)],
      ])
      const response = {
        clientDataJSON: clientData('webauthn.create', options.challenge, faults).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      }
      return { ...common, response }
    },
    answer: (options, faults = {}) => {
      const client = clientData('webauthn.get', options.challenge, faults)
      const data = authData(0, faults)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      const signature = createSign('sha256').update(signed).sign(privateKey).toString('base64url')
      const handle = faults.userHandle ?? userHandle
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: faults.signature ?? signature,
        ...(handle === undefined ? {} : { userHandle: handle }),
      }
      return { ...common, response }
    },
  }
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}

function cborInt(value: number): Buffer {
  return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes])
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
}

function cborMap(pairs: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()])
}
