# Sourced by the shopfuse command and by the comparison with PyTorch: chooses what makes training
# fast, where nobody else has chosen. Sets the array java_options; the user's SHOPFUSE_JAVA_OPTS are
# to follow it.

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
# The collector of least cost, as nobody waits for a pause. What lives long gets 7/8 of the heap: a
# table is one array, and must fit. The JVM refuses two collectors, so ours gives way to any other.
named="${SHOPFUSE_JAVA_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${_JAVA_OPTIONS:-}"
if ! [[ $named =~ -XX:[+]Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC ]]; then
  java_options+=(-XX:+UseParallelGC -XX:NewRatio=7)
fi
# Rows of large tables take fewer address translations. Only where the system has such pages, since
# the JVM warns where it has none.
if grep -qsE '\[(madvise|always)\]' /sys/kernel/mm/transparent_hugepage/enabled; then
  java_options+=(-XX:+UseTransparentHugePages)
fi
