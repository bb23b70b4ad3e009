/** Writes answers as their schemas say, and nothing that the schema does not name. */

import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifySerializerCompiler } from 'fastify'

const compile = SerializerSelector()()

/**
 * Fastify's own serializers, each compiled when its answer is first sent: of the hundred and more that a service has, most
 * processes send few, and compiling all of them is a third of what a start costs.
 */
export const compileSerializer: FastifySerializerCompiler<unknown> = (route) => {
  let serialize: ReturnType<typeof compile> | undefined
  return (answer) => {
    serialize ??= compile({ ...route, httpStatus: route.httpStatus ?? '' })
    return serialize(answer)
  }
}
