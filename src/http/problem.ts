/** Errors → RFC 9457 problem documents, in the reader's language; and what a stranger may not know stays out of them. */

import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { isUnavailable } from '../../db/database.js'
import { DomainError, type ErrorCode, type FieldError } from '../domain/errors.js'
import { OverloadedError } from '../lifecycle/submission-batcher.js'
import { LIMITS } from '../limits.js'
import type { Logger } from '../log.js'
import { PasswordsBusyError } from '../privacy/passwords.js'
import { isStoreUnavailable } from '../queue/backend.js'
import { pickLanguage } from './pages/messages.js'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
export const QUOTA_EXCEEDED = 'https://iana.org/assignments/http-problem-types#quota-exceeded'
const RETRY_AFTER_S = 2
const UNAVAILABLE_DETAIL = 'The service cannot do this at the moment. Nothing was lost; please try again.'
export const UNSUPPORTED_DETAIL = 'Send application/json or application/x-www-form-urlencoded, uncompressed.'
const INTERNAL_DETAIL = 'Something went wrong on our side. The instance number helps to find it.'

/** Every problem this service sends: its status, and its title in both languages. A code without a line does not compile. */
export const PROBLEMS = {
  'invalid-request': [400, 'The request is not valid', 'La requête n’est pas valide'],
  'malformed-body': [400, 'The body cannot be read', 'Le corps de la requête est illisible'],
  'malformed-address': [400, 'The address cannot be read', 'L’adresse est illisible'],
  unauthorized: [401, 'Who are you?', 'Qui êtes-vous ?'],
  'bad-credentials': [401, 'Not recognised', 'Identification refusée'],
  'code-required': [401, 'A one-time code is needed', 'Un code à usage unique est demandé'],
  'passkey-required': [401, 'Use your passkey', 'Utilisez votre clé d’accès'],
  'cross-site-request': [403, 'Not from this page', 'Requête venue d’une autre page'],
  'reauthentication-required': [403, 'Prove again who you are', 'Confirmez votre identité'],
  'second-factor-required': [
    403,
    'Add a passkey or one-time codes first',
    'Ajoutez d’abord une clé d’accès ou des codes',
  ],
  forbidden: [403, 'Not allowed', 'Action non autorisée'],
  'origin-not-allowed': [403, 'This page may not send comments', 'Cette page ne peut pas envoyer de commentaires'],
  'proof-required': [403, 'This thread asks for a proof of work', 'Cette discussion demande une preuve de travail'],
  'own-decision': [403, 'Somebody else must decide this', 'Une autre personne doit en décider'],
  'not-found': [404, 'There is nothing here', 'Il n’y a rien ici'],
  'site-not-found': [404, 'No such site', 'Site inconnu'],
  'comment-not-found': [404, 'No such comment', 'Commentaire inconnu'],
  'author-not-found': [404, 'No such author', 'Auteur inconnu'],
  'ban-not-found': [404, 'No such ban', 'Bannissement inconnu'],
  'note-not-found': [404, 'No such note', 'Note inconnue'],
  'saved-reply-not-found': [404, 'No such saved reply', 'Réponse type inconnue'],
  'report-not-found': [404, 'No such report', 'Signalement inconnu'],
  'appeal-not-found': [404, 'No such appeal', 'Recours inconnu'],
  'receipt-not-found': [404, 'No such receipt', 'Reçu inconnu'],
  'api-key-not-found': [404, 'No such API key', 'Clé d’API inconnue'],
  'decision-not-found': [404, 'No such decision', 'Décision inconnue'],
  'backtest-not-found': [404, 'No such backtest', 'Essai inconnu'],
  'batch-not-found': [404, 'No such batch', 'Lot inconnu'],
  'subscription-not-found': [404, 'No such subscription', 'Abonnement inconnu'],
  'invitation-not-found': [404, 'No such invitation', 'Invitation inconnue'],
  'moderator-not-found': [404, 'No such moderator', 'Modérateur inconnu'],
  'session-not-found': [404, 'No such session', 'Session inconnue'],
  'passkey-not-found': [404, 'No such passkey', 'Clé d’accès inconnue'],
  'queue-not-found': [404, 'No such queue', 'File inconnue'],
  'job-not-found': [404, 'No such job', 'Tâche inconnue'],
  'method-not-allowed': [405, 'Not with this method', 'Méthode non autorisée'],
  'thread-closed': [409, 'This thread is closed', 'Cette discussion est close'],
  'illegal-transition': [409, 'Not from this status', 'Impossible depuis cet état'],
  'status-conflict': [409, 'Somebody was faster', 'Quelqu’un a été plus rapide'],
  'edit-window-over': [409, 'Too late to edit', 'Trop tard pour modifier'],
  'not-editable': [409, 'This comment cannot be edited', 'Ce commentaire ne peut pas être modifié'],
  'report-settled': [409, 'This report is settled already', 'Ce signalement est déjà traité'],
  'vote-limit': [409, 'No more votes from here', 'Plus de votes depuis ce réseau'],
  'not-appealable': [409, 'There is nothing to appeal against', 'Il n’y a rien à contester'],
  'appeal-window-over': [409, 'Too late to appeal', 'Trop tard pour contester'],
  'appeal-exists': [409, 'This decision was appealed already', 'Cette décision est déjà contestée'],
  'appeal-settled': [409, 'This appeal is settled already', 'Ce recours est déjà tranché'],
  'too-many-subscriptions': [409, 'Too many subscriptions here', 'Trop d’abonnements ici'],
  claimed: [409, 'Somebody is working on this', 'Quelqu’un s’en occupe'],
  'undo-expired': [409, 'Too late to take this back', 'Trop tard pour annuler'],
  'batch-over': [409, 'This batch is past that', 'Trop tard pour ce lot'],
  'site-exists': [409, 'There is such a site already', 'Ce site existe déjà'],
  'backtest-limit': [409, 'Too many backtests at a time', 'Trop d’essais à la fois'],
  'login-taken': [409, 'This login name is taken', 'Cet identifiant est déjà pris'],
  'last-admin': [409, 'Somebody must remain in charge', 'Il faut garder un administrateur'],
  'last-factor': [409, 'A second factor must remain', 'Il faut garder un second facteur'],
  'password-missing': [409, 'Set a password first', 'Choisissez d’abord un mot de passe'],
  'not-bannable': [409, 'Nothing to recognise them by', 'Rien qui permette de reconnaître cette personne'],
  'too-many': [409, 'There are too many already', 'Il y en a déjà trop'],
  'job-not-failed': [409, 'This job did not fail', 'Cette tâche n’a pas échoué'],
  'body-too-large': [413, 'The body is too large', 'Le corps de la requête est trop grand'],
  'unsupported-media-type': [415, 'Not in this format', 'Format non pris en charge'],
  'batch-too-large': [422, 'Too many comments match', 'Trop de commentaires correspondent'],
  'parent-not-found': [422, 'The comment to reply to is not there', 'Le commentaire auquel répondre est introuvable'],
  'reply-too-deep': [422, 'This reply would be nested too deep', 'Cette réponse serait trop imbriquée'],
  'idempotency-mismatch': [422, 'This key was used for something else', 'Cette clé a servi à autre chose'],
  'invalid-cursor': [400, 'The cursor is not one of ours', 'Ce curseur n’est pas valable'],
  'quota-exceeded': [429, 'Too many requests', 'Trop de requêtes'],
  'headers-too-large': [431, 'The headers are too large', 'Les en-têtes sont trop grands'],
  internal: [500, 'Something went wrong', 'Une erreur est survenue'],
  unavailable: [503, 'Not available at the moment', 'Service momentanément indisponible'],
} as const satisfies Record<ErrorCode | TransportCode, readonly [number, string, string]>

type TransportCode =
  | 'malformed-body'
  | 'malformed-address'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'quota-exceeded'
  | 'headers-too-large'
  | 'internal'
  | 'unavailable'

export type ProblemCode = keyof typeof PROBLEMS

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  /** The request's id, as in the logs. */
  instance: string
  errors?: readonly FieldError[]
  [extra: string]: unknown
}

/** How every answer of 400 and above looks. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Stable: `/problems/` and a code, or a registered address.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    instance: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), detail: Type.String() }), {
        description: 'What is wrong, field by field; `requestBody` is the body as a whole.',
      }),
    ),
  },
  { 'x-name': 'Problem', additionalProperties: true, description: 'RFC 9457 problem document' },
)

/** A failure of the HTTP layer itself, with the same way out as a DomainError. */
export class TransportError extends Error {
  override name = 'TransportError'
  readonly code: TransportCode
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: TransportCode, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.extra = extra
  }
}

export function makeProblem(
  code: ProblemCode,
  request: { id: string; headers: { 'accept-language'?: string | undefined } },
  detail: string,
  rest: { fields?: readonly FieldError[]; extra?: Readonly<Record<string, unknown>> } = {},
): Problem {
  const [status, english, french] = PROBLEMS[code]
  const { fields = [], extra = {} } = rest
  return {
    ...extra,
    type: code === 'quota-exceeded' ? QUOTA_EXCEEDED : `/problems/${code}`,
    title: pickLanguage(request.headers['accept-language'], 'en') === 'fr' ? french : english,
    status,
    detail,
    instance: request.id,
    ...(fields.length === 0 ? {} : { errors: fields }),
  }
}

/** The problem an error becomes. Anything not foreseen is a 500 with the same sentence for all. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof DomainError) return makeProblem(error.code, request, error.message, error)
  if (error instanceof TransportError) return makeProblem(error.code, request, error.message, error)
  const isBusy = error instanceof OverloadedError || error instanceof PasswordsBusyError
  if (isBusy || isUnavailable(error) || isStoreUnavailable(error))
    return makeProblem('unavailable', request, UNAVAILABLE_DETAIL)

  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return makeProblem('body-too-large', request, 'The body is larger than this service takes.')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415) {
    return makeProblem('unsupported-media-type', request, UNSUPPORTED_DETAIL)
  }
  if (code === 'FST_ERR_BAD_URL')
    return makeProblem('malformed-address', request, 'The address is not percent-encoded UTF-8.')
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') {
    const { paramLength } = LIMITS.http
    return makeProblem('malformed-address', request, `A part of the address is longer than ${paramLength} characters.`)
  }
  if (statusCode === 404) return makeProblem('not-found', request, 'There is no such address here.')
  if (statusCode >= 400 && statusCode < 500)
    return makeProblem('malformed-body', request, 'The request cannot be read.')
  return makeProblem('internal', request, INTERNAL_DETAIL)
}

/** Sends a problem and logs it once: a 5xx with where it was thrown, anything else not at all. */
export function sendProblem(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request)
  if (problem.status >= 500) log.error({ err: error, reqId: request.id, statusCode: problem.status }, 'request failed')
  if ((problem.status === 503 || problem.status === 429) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', RETRY_AFTER_S)
  if (problem.status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

/** A whole raw answer for requests that never became one: what Node's parser refused. */
export function rawProblem(status: 400 | 408 | 431, headers: Readonly<Record<string, string>>): string {
  const body = JSON.stringify({
    type: status === 431 ? '/problems/headers-too-large' : '/problems/malformed-body',
    title: STATUS_CODES[status],
    status,
    detail: 'The request cannot be read.',
    instance: 'none',
  })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
