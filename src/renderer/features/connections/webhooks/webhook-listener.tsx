import { Button, Code, CopyButton, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { WebhookListening } from '#shared/connector/webhooks.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'

/** The switch for listening on this computer, and the address to forward to. */
export function WebhookListener({ workspaceId }: { workspaceId: string }) {
  const t = useText('webhooks')
  const { api } = useApp()
  const raise = useThrow()
  const [listening, setListening] = useState<WebhookListening | null>(null)
  const [known, setKnown] = useState(false)
  const [port, setPort] = useState('')
  const [taken, setTaken] = useState(false)

  useEffect(() => {
    let shown = true
    api
      .call('webhooks:listening', { workspaceId })
      .then((status) => {
        if (!shown) return
        setListening(status)
        setPort(String(status?.port ?? ''))
        setKnown(true)
      })
      .catch(raise)
    return () => {
      shown = false
    }
  }, [api, raise, workspaceId])

  const listen = async (wanted: number | null): Promise<void> => {
    const answer = await api.call('webhooks:listen', { workspaceId, port: wanted })
    setTaken(!answer.ok)
    if (!answer.ok) return
    setListening(answer.value)
    setPort(String(answer.value?.port ?? ''))
  }
  const typedPort = /^\d{0,5}$/.test(port.trim()) ? Number(port) : -1
  const url = listening === null ? '' : `http://127.0.0.1:${listening.port}/${listening.path}`

  return (
    <Stack gap="sm">
      <Switch
        label={t('listen')}
        checked={listening !== null}
        disabled={!known}
        onChange={(event) => {
          listen(event.currentTarget.checked ? 0 : null).catch(raise)
        }}
      />
      {listening !== null && (
        <>
          {!listening.running && <Notice tone="warn" title={t('notRunning', { port: listening.port })} />}
          <Text size="sm">{t('listening')}</Text>
          <Group gap="sm">
            <Code style={{ overflowWrap: 'anywhere' }}>{url}</Code>
            <CopyButton value={url}>
              {({ copied, copy }) => (
                <Button variant="subtle" size="compact-sm" onClick={copy}>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Group gap="sm" align="flex-end">
            <TextInput
              label={t('port')}
              description={t('portHint')}
              value={port}
              inputMode="numeric"
              error={taken ? t('portTaken') : null}
              onChange={(event) => {
                setTaken(false)
                setPort(event.currentTarget.value)
              }}
            />
            <Button
              variant="default"
              disabled={typedPort < 0 || typedPort > 65_535}
              onClick={() => {
                listen(typedPort).catch(raise)
              }}
            >
              {t('usePort')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
