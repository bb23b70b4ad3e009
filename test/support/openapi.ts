/** openapi.yaml as an object. `npm test` turns it into JSON once: to read the YAML takes longer than most test files. */

import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface Operation {
  operationId: string
  security?: object[]
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

export const openapi = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
}
