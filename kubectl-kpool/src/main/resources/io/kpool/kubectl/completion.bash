# bash completion of kubectl-kpool: source <(kubectl kpool completion bash)
_kubectl_kpool() {
    local answer directive line
    COMPREPLY=()
    answer=$(kubectl-kpool __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
    directive=${answer##*:}
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        [[ $line == :* || $line != "${COMP_WORDS[COMP_CWORD]}"* ]] || COMPREPLY+=("$line")
    done <<<"$answer"
    if [[ $directive == 0 && ${#COMPREPLY[@]} == 0 ]]; then
        compopt -o default
    fi
}
complete -F _kubectl_kpool kubectl-kpool
