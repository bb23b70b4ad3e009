/** The console's one way to the service: notices a session that ended, and asks again for proof where it is wanted. */

import type { components } from 'causerie-api'
import { type ApiClient, ApiError, createApiClient } from '../api-client.js'
import { askForProof } from './entry/proof.js'
import { currentLanguage } from './language.js'
import { csrfHeader, expire, needsProof } from './session.js'

export type Schemas = components['schemas']
export type Comment = Schemas['AdminComment']
export type CommentDetail = Schemas['CommentDetail']
export type Signal = Schemas['Signal']
export type Action = Comment['allowedActions'][number]
export type Status = Comment['status']
export type Site = Schemas['Site']

const client = createApiClient({ headers: () => ({ 'accept-language': currentLanguage(), ...csrfHeader() }) })

/**
 * Throws ApiError for a refusal and TypeError when nobody answers. A dangerous act waits until the person has proved
 * again who they are; if they turn that down, the refusal stands.
 */
export const api: ApiClient = async (method, path, request) => {
  try {
    return await client(method, path, request)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) expire()
    if (!needsProof(error) || !(await askForProof())) throw error
    return await client(method, path, request)
  }
}
