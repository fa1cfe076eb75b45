import type { Fault, FaultRule, FaultStatus } from './faults.ts'

const STATUSES: readonly FaultStatus[] = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504]

/** Reads a fault rule that came over HTTP. Throws an error with a readable message when it is none. */
export function readFaultRule(input: unknown): FaultRule {
  const given = objectOf(input, 'a fault rule')
  const rule: FaultRule = { fault: readFault(given['fault']) }
  if (given['method'] !== undefined) rule.method = textOf(given['method'], 'method')
  if (given['path'] !== undefined) rule.path = textOf(given['path'], 'path')
  if (given['times'] !== undefined) rule.times = numberOf(given['times'], 'times')
  if (given['skip'] !== undefined) rule.skip = numberOf(given['skip'], 'skip')
  if (given['probability'] !== undefined) rule.probability = numberOf(given['probability'], 'probability')
  if (given['seed'] !== undefined) rule.seed = numberOf(given['seed'], 'seed')
  return rule
}

function readFault(input: unknown): Fault {
  const given = objectOf(input, 'fault')
  const effect = given['takesEffect'] === undefined ? {} : { takesEffect: given['takesEffect'] === true }
  switch (given['kind']) {
    case 'latency':
      return { kind: 'latency', milliseconds: numberOf(given['milliseconds'], 'fault.milliseconds') }
    case 'status':
      return {
        kind: 'status',
        status: statusOf(given['status']),
        ...retryAfterOf(given['retryAfter']),
        ...effect,
      }
    case 'html':
      return given['status'] === undefined
        ? { kind: 'html', ...effect }
        : { kind: 'html', status: numberOf(given['status'], 'fault.status'), ...effect }
    case 'malformed-json':
      return { kind: 'malformed-json', ...effect }
    case 'huge-body':
      return { kind: 'huge-body', megabytes: numberOf(given['megabytes'], 'fault.megabytes') }
    case 'redirect':
    case 'truncated-body':
    case 'cut-before':
    case 'cut-after':
      return { kind: given['kind'] }
    default:
      throw new Error(`Unknown fault.kind: ${JSON.stringify(given['kind'])}`)
  }
}

function statusOf(value: unknown): FaultStatus {
  const status = STATUSES.find((known) => known === value)
  if (status === undefined) throw new Error(`fault.status must be one of ${STATUSES.join(', ')}`)
  return status
}

function retryAfterOf(value: unknown): { retryAfter?: number | string } {
  if (value === undefined) return {}
  if (typeof value === 'number' || typeof value === 'string') return { retryAfter: value }
  throw new Error('fault.retryAfter must be seconds or an HTTP date')
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`Expected an object for ${name}`)
  }
  return { ...value }
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Error(`${name} must be a text`)
  return value
}

function numberOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || value < 0) throw new Error(`${name} must be a number of at least 0`)
  return value
}
