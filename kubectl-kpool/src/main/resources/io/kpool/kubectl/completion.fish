# fish completion of kubectl-kpool: kubectl kpool completion fish | source
function __kubectl_kpool_complete
    set -l words (commandline -opc)
    kubectl-kpool __complete $words[2..-1] (commandline -ct) 2>/dev/null | string match -v -r '^:[0-9]+$'
end
complete -c kubectl-kpool -f -a '(__kubectl_kpool_complete)'
complete -c kubectl-kpool -s f -l filename -r -F
