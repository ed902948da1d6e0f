{{/*
Names do not depend on the release: the resource types are the cluster's, so there is one kpool in it, and workers know
its service as kpool-operator.
*/}}
{{- define "kpool.labels" -}}
app.kubernetes.io/name: kpool
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "kpool.selector" -}}
app.kubernetes.io/name: kpool
app.kubernetes.io/component: operator
{{- end }}

{{- define "kpool.image" -}}
{{ .image.repository }}:{{ .image.tag | default .chart.AppVersion }}
{{- end }}

{{/* Whether the API server is to pass requests on to the operator. */}}
{{- define "kpool.aggregated" -}}
{{- /* A release of before, upgraded with its own values, has none of these. */ -}}
{{- $liveApi := default (dict "enabled" true) .Values.liveApi -}}
{{ and $liveApi.enabled (gt (int .Values.replicas) 0) }}
{{- end }}

{{/* The user name under which the API server sees the operator. */}}
{{- define "kpool.user" -}}
system:serviceaccount:{{ .Release.Namespace }}:kpool-operator
{{- end }}
