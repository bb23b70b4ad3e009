/** The part of autocannon that the load process uses; the package has no types of its own. */
declare module 'autocannon' {
  export interface Request {
    method?: 'GET' | 'POST'
    path?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?: (request: Request) => Request
  }
  export interface Options {
    url: string
    connections: number
    duration: number
    /** Milliseconds between samples; a run ends with one. */
    sampleInt: number
    requests?: Request[]
    headers?: Record<string, string>
  }
  export interface Result {
    '2xx': number
    non2xx: number
    errors: number
    /** Seconds. */
    duration: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
