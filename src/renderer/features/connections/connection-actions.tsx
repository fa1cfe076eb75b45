import { Button, Group, Stack, Text } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'

interface ConnectionActionsProps {
  /** What is under way. */
  busy: 'test' | 'save' | 'sign-in' | null
  /** The product's name, for example "Kounta". */
  remote: string
  /** True where there is no connection yet. */
  isNew: boolean
  /** True where the person signs in in the browser. */
  signsIn: boolean
  canTest: boolean
  /** True where the same button agrees to connect although nothing proves the sign-in. */
  unproven: boolean
  onTest: () => void
  /** Gives up the sign-in under way. */
  onCancel: () => void
}

/** The buttons below a connection; the main one submits the form. */
export function ConnectionActions(props: ConnectionActionsProps) {
  const { busy, remote, isNew, signsIn, canTest, unproven, onTest, onCancel } = props
  const t = useText('settings')
  const texts = useText('connection')
  const saveNow = isNew ? t('connection.connect') : t('connection.update')
  const save = unproven ? t('connection.anyway') : saveNow
  return (
    <Stack gap="xs">
      <Group gap="sm">
        {canTest && (
          <Button variant="default" loading={busy === 'test'} onClick={onTest}>
            {t('connection.test')}
          </Button>
        )}
        <Button type="submit" loading={busy === 'save' || busy === 'sign-in'}>
          {signsIn ? texts('signIn.action', { remote }) : save}
        </Button>
        {busy === 'sign-in' && (
          <Button variant="subtle" onClick={onCancel}>
            {texts('signIn.cancel')}
          </Button>
        )}
      </Group>
      {busy === 'sign-in' && (
        <Text size="sm" c="dimmed" role="status">
          {texts('signIn.waiting', { remote })}
        </Text>
      )}
    </Stack>
  )
}
