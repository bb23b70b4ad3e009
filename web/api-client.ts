/** Calls the API of this service with the types made from openapi.yaml: paths, parameters, bodies and answers. */

import type { components, paths } from 'causerie-api'

export type Problem = components['schemas']['Problem']

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** The methods that a path takes. */
type MethodOf<Path extends keyof paths> = {
  [Name in Method]: undefined extends paths[Path][Name] ? never : Name
}[Method]

type InPath<Operation> = Operation extends { parameters: { path: infer Values } } ? { path: Values } : unknown
type InQuery<Operation> = Operation extends { parameters: { query?: infer Values } }
  ? [Values] extends [undefined]
    ? unknown
    : { query?: Values }
  : unknown
type InBody<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Json } } }
  ? { json: Json }
  : Operation extends { requestBody?: { content: { 'application/json': infer Json } } }
    ? { json?: Json }
    : unknown

export type RequestOf<Operation> = InPath<Operation> &
  InQuery<Operation> &
  InBody<Operation> & { headers?: Record<string, string>; signal?: AbortSignal }

type Ok<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)]
/** The JSON of an answer that says yes; undefined where there is none. */
export type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? Ok<Responses> extends { content: { 'application/json': infer Json } }
    ? Json
    : undefined
  : never

/** An answer of 400 and above. `problem` is undefined when something between us and the service answered. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly problem: Problem | undefined

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? `the service answered with ${status}`)
    this.status = status
    this.problem = problem
  }

  /** The stable end of the problem's type, such as `status-conflict`. */
  get code(): string | undefined {
    return this.problem?.type.split('/').at(-1)
  }
}

export interface ApiClientOptions {
  /** Where the API is; default: where the page is. */
  base?: string
  /** Headers of every request, asked for each time: a session may change. */
  headers?: () => Record<string, string>
}

export type ApiClient = <Path extends keyof paths, Name extends MethodOf<Path>>(
  method: Name,
  path: Path,
  request: RequestOf<paths[Path][Name]>,
) => Promise<AnswerOf<paths[Path][Name]>>

/** Makes the client. A call throws ApiError for an answer of 400 and above, TypeError when nobody answers. */
export function createApiClient({ base = '', headers = () => ({}) }: ApiClientOptions = {}): ApiClient {
  return async (method, template, request) => {
    const { path, query, json, headers: extra, signal } = request as LooseRequest
    const answer = await fetch(base + fillPath(template, path ?? {}) + writeQuery(query ?? {}), {
      method: method.toUpperCase(),
      headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers(), ...extra },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
    })
    const isJson = /^application\/(problem\+)?json\b/.test(answer.headers.get('content-type') ?? '')
    if (!answer.ok) throw new ApiError(answer.status, isJson ? ((await answer.json()) as Problem) : undefined)
    return (isJson ? await answer.json() : undefined) as never
  }
}

interface LooseRequest {
  path?: Record<string, string | number>
  query?: Record<string, unknown>
  json?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

function fillPath(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

/** Lists are written once per value; what is undefined is left out. */
function writeQuery(values: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) query.append(name, String(each))
  }
  return query.size === 0 ? '' : `?${query}`
}
