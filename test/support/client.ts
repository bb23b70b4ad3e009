/** Sends requests over real HTTP and holds every answer against openapi.yaml. */

import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { openapi } from './openapi.js'

export interface Answer<Body = unknown> {
  status: number
  headers: Headers
  text: string
  body: Body
}

export interface RequestOptions {
  method?: string
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  raw?: string | Buffer | Uint8Array
  headers?: Record<string, string>
}

export type Client = <Body = Record<string, unknown>>(target: string, options?: RequestOptions) => Promise<Answer<Body>>

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(openapi, 'openapi')

const routes = Object.entries(openapi.paths).map(([template, operations]) => ({
  template,
  operations,
  pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}))

/** Which operations and statuses were answered so far, as `getThread 200`. */
export const seenAnswers = new Set<string>()

export function createClient(origin: string, defaultHeaders: Record<string, string>): Client {
  return async <Body>(target: string, options: RequestOptions = {}): Promise<Answer<Body>> => {
    const { json, raw, headers = {} } = options
    const method = options.method ?? (json === undefined && raw === undefined ? 'GET' : 'POST')
    const response = await fetch(`${origin}${target}`, {
      method,
      redirect: 'manual',
      headers: { ...defaultHeaders, ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(json === undefined ? (raw === undefined ? {} : { body: raw as string }) : { body: JSON.stringify(json) }),
    })
    const text = await readText(response)
    const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const body = (isJson && text !== '' ? JSON.parse(text) : undefined) as Body
    checkAnswer(method, target.split('?')[0] ?? '', response, body)
    return { status: response.status, headers: response.headers, text, body }
  }
}

/** The whole of an answer; of a stream of events, which would not end, the beginning. */
async function readText(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'text/event-stream' || response.body === null)
    return await response.text()
  const reader = response.body.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return Buffer.from((value ?? []) as Uint8Array).toString()
}

/** Throws when an answer is not what openapi.yaml says of it. Addresses it does not know must answer with a problem. */
export function checkAnswer(
  method: string,
  target: string,
  response: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): void {
  const status = String(response.status)
  const route = routes.find(({ pattern }) => pattern.test(target))
  const operation = route?.operations[method === 'HEAD' ? 'get' : method.toLowerCase()]
  const where = `${method} ${route?.template ?? target} ${status}`
  if (response.status >= 400 && method !== 'HEAD') {
    const type = response.headers.get('content-type') ?? ''
    if (
      !type.startsWith('application/problem+json') &&
      !type.startsWith('text/html') &&
      !(status === '503' && target === '/readyz')
    ) {
      throw new Error(`${where} is not a problem document but ${type}`)
    }
  }
  if (operation === undefined || route === undefined || method === 'HEAD') return
  const key = [status, `${status[0]}XX`, 'default'].find((candidate) => operation.responses[candidate] !== undefined)
  if (key === undefined) throw new Error(`${where} is not in openapi.yaml`)
  seenAnswers.add(`${route.template} ${method} ${status}`)
  const content = operation.responses[key]?.content
  if (content === undefined || body === undefined) return
  const mediaType = Object.keys(content)[0] ?? ''
  const pointer = ['paths', route.template, method.toLowerCase(), 'responses', key, 'content', mediaType, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const validate = ajv.getSchema(`openapi#/${pointer}`)
  if (validate === undefined) throw new Error(`${where} has no schema`)
  if (!validate(body)) throw new Error(`${where} does not fit openapi.yaml: ${ajv.errorsText(validate.errors)}`)
}
