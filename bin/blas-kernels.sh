# Sourced: chooses OpenBLAS' kernels where OpenBLAS would choose wrongly and nobody else has chosen.
# OpenBLAS 0.3.19 does not know AMD's processors with AVX-512 (Zen 4 and later) and gives them the
# kernels of their predecessors, which take 13 % longer for the products of a training step.
if [[ -z ${OPENBLAS_CORETYPE:-} && -r /proc/cpuinfo ]]; then
  cpu=$(grep -m 2 -E '^(vendor_id|flags)' /proc/cpuinfo || true)
  if [[ $cpu == *AuthenticAMD* && $cpu == *avx512dq* && $cpu == *avx512bw* && $cpu == *avx512vl* ]]; then
    export OPENBLAS_CORETYPE=SkylakeX
  fi
fi
