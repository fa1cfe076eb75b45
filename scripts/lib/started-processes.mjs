// @ts-check
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Every process that a script starts inherits this variable, so that none of them can outlive it unseen. */
export const runIdVariable = 'CUSTOMER_DESK_RUN_ID'

/** The mark of this run, distinct from every other run on the machine. */
export const runId = randomUUID()

/** How long a process may take to end by itself, in milliseconds. */
const gracePeriod = 3000

/** Leaders of the process groups that this script started. @type {Set<number>} */
const groups = new Set()

/**
 * Remembers a process that was started as the leader of its own group (`detached: true`).
 * @param {number} pid
 * @returns {() => void} call it when the process has ended
 */
export function trackGroup(pid) {
  groups.add(pid)
  return () => groups.delete(pid)
}

/**
 * Ends whatever this script started and is still there: asks first, then insists.
 * @returns {Promise<void>}
 */
export async function killStartedProcesses() {
  const deadline = Date.now() + gracePeriod
  let left = startedProcesses()
  left.forEach((pid) => signal(pid, 'SIGTERM'))
  while (left.length > 0 && Date.now() < deadline) {
    await delay(50)
    left = startedProcesses()
  }
  left.forEach((pid) => signal(pid, 'SIGKILL'))
  groups.clear()
}

/**
 * The processes of this run that still live. On Linux they are found by their environment, because a test
 * runner starts the app in a process group of its own; elsewhere only the groups are known.
 * @returns {number[]} process ids; a negative one names a whole group
 */
function startedProcesses() {
  const alive = [...groups].map((pid) => -pid).filter((pid) => signal(pid, 0))
  return process.platform === 'linux' ? [...alive, ...markedProcesses()] : alive
}

/** @returns {number[]} ids of the processes, other than this one, whose environment carries the run's mark */
function markedProcesses() {
  const mark = `${runIdVariable}=${runId}`
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => readEnvironment(name).includes(mark))
    .map(Number)
}

/**
 * @param {string} pid
 * @returns {string[]} its variables as `NAME=value`; none when it has just ended or belongs to somebody else
 */
function readEnvironment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} name
 * @returns {boolean} false when there is no such process any more
 */
function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}
