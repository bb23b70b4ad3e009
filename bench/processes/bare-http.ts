/** The limit of reading: a bare Fastify route that sends the same bytes. */

import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { answer } from './answer.js'

answer<{ file: string }, { port: number }>(async ({ file }) => {
  const body = readFileSync(file)
  const app = Fastify({ logger: false })
  app.get('/', (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { port: (app.server.address() as AddressInfo).port }
})
