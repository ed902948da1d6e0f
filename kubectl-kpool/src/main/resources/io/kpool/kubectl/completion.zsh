#compdef kubectl-kpool
# zsh completion of kubectl-kpool: source <(kubectl kpool completion zsh)
_kubectl_kpool() {
    local -a found
    local line directive
    for line in "${(@f)$(kubectl-kpool __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        if [[ $line == :* ]]; then
            directive=${line#:}
        elif [[ -n $line ]]; then
            found+=("${${line%%$'\t'*}//:/\\:}${${(M)line:#*$'\t'*}:+:${line#*$'\t'}}")
        fi
    done
    if (( ${#found} )); then
        _describe -V 'kubectl kpool' found
    elif [[ $directive == 0 ]]; then
        _files
    fi
}
compdef _kubectl_kpool kubectl-kpool
