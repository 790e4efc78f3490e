# Sourced by what starts a JVM that trains: chooses what makes training fast, where nobody else has
# chosen. Sets the array java_options; reads SHOPFUSE_JAVA_OPTS, which is the user's.

# OpenMP threads that spin on busy cores cost more than they bring.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}

# OpenBLAS 0.3.19 does not know AMD's processors with AVX-512 (Zen 4 and later) and gives them the
# kernels of their predecessors, which take 13 % longer for the products of a training step.
if [[ -z ${OPENBLAS_CORETYPE:-} && -r /proc/cpuinfo ]]; then
  cpu=$(grep -m 2 -E '^(vendor_id|flags)' /proc/cpuinfo || true)
  if [[ $cpu == *AuthenticAMD* && $cpu == *avx512dq* && $cpu == *avx512bw* && $cpu == *avx512vl* ]]; then
    export OPENBLAS_CORETYPE=SkylakeX
  fi
fi

java_options=()
# The collector of least cost, as nobody waits for a pause; the JVM refuses two collectors.
[[ ${SHOPFUSE_JAVA_OPTS:-} =~ -XX:[+]Use[A-Za-z]+GC ]] || java_options+=(-XX:+UseParallelGC)
# Rows of large tables take fewer address translations. Only where the system has such pages, since
# the JVM warns where it has none.
if grep -qsE '\[(madvise|always)\]' /sys/kernel/mm/transparent_hugepage/enabled; then
  java_options+=(-XX:+UseTransparentHugePages)
fi
