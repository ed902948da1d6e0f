#compdef kubectl-kpool
# zsh completion of kubectl-kpool: source <(kubectl kpool completion zsh)
_kubectl_kpool() {
    local -a found
    local line name directive tab=$'\t'
    for line in "${(@f)$(kubectl-kpool __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        name=${line%%${tab}*}
        name=${name//:/\\:}
        if [[ $line == :* ]]; then
            directive=${line#:}
        elif [[ $line == *${tab}* ]]; then
            found+=("${name}:${line#*${tab}}")
        elif [[ -n $line ]]; then
            found+=("$name")
        fi
    done
    if (( ${#found} )); then
        _describe 'kubectl kpool' found
    elif [[ $directive == 0 ]]; then
        _files
    fi
}
compdef _kubectl_kpool kubectl-kpool
