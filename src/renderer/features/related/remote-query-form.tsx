import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { readingErrorText } from './reading-error-text.ts'

/** Longest time that an answer may take, in ms. */
const TIMEOUT_MS = 30_000

interface RemoteQueryFormProps {
  /** What the number is of. */
  label: string
  /** The button that reads, and the one that gives a command with the same number. */
  readLabel: string
  commandLabel: string
  /** Said where there is nothing of this number. */
  missing: (number: string) => string
  /** Reads it; null, or why it could not be read. */
  onRead: (number: string, signal: AbortSignal) => Promise<RemoteError | null>
  /** Reads on where there is more; null where there is not. */
  onReadMore: ((signal: AbortSignal) => Promise<RemoteError | null>) | null
  onCommand: (number: string) => void
  /** Another number is being typed: what was read is not of it. */
  onTyped: () => void
  /** What was read. */
  children: ReactNode
}

/** Asks a remote about something that it knows by a number, and gives it a command for that number. */
export function RemoteQueryForm(props: RemoteQueryFormProps) {
  const { label, readLabel, commandLabel, missing, onRead, onReadMore, onCommand, onTyped, children } = props
  const t = useText('related')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  const raise = useThrow()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ error: RemoteError; number: string } | null>(null)
  const number = typed.trim()
  const read = async (ask: (signal: AbortSignal) => Promise<RemoteError | null>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const error = await ask(AbortSignal.timeout(TIMEOUT_MS))
      setFailure(error === null ? null : { error, number })
    } finally {
      setBusy(false)
    }
  }
  const words =
    failure === null
      ? null
      : readingErrorText(
          { t, common },
          failure.error,
          capabilities?.displayName ?? '',
          missing(failure.number),
        )
  return (
    <div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (number !== '') read((signal) => onRead(number, signal)).catch(raise)
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            label={label}
            w={160}
            inputMode="numeric"
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setFailure(null)
              onTyped()
            }}
          />
          <Button type="submit" variant="default" loading={busy} disabled={number === ''}>
            {readLabel}
          </Button>
          <Button variant="default" disabled={number === ''} onClick={() => onCommand(number)}>
            {commandLabel}
          </Button>
        </Group>
      </form>
      {words !== null && (
        <Text c="var(--desk-bad)" size="sm" mt={4} role="alert">
          {[words.text, words.detail].filter((part) => part !== '').join(' ')}
        </Text>
      )}
      {children}
      {onReadMore !== null && (
        <Button
          variant="default"
          mt="sm"
          loading={busy}
          onClick={() => {
            read(onReadMore).catch(raise)
          }}
        >
          {t('remote.more')}
        </Button>
      )}
    </div>
  )
}
