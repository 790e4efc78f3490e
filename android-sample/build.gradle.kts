// For Android Studio. The project itself builds with Maven; GradleVersionsTest keeps the two in step.
// Publish the SDK first: mvn -pl runtime-sdk -am install
plugins {
    id("com.android.application") version "8.13.2"
}

android {
    namespace = "dev.shopfuse.sample"
    compileSdk = 35

    defaultConfig {
        applicationId = "dev.shopfuse.sample"
        minSdk = 24
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0-SNAPSHOT"
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles("proguard-rules.pro")
            signingConfig = signingConfigs.getByName("debug")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_1_8
        targetCompatibility = JavaVersion.VERSION_1_8
    }
    androidResources {
        noCompress += "shopfuse"
    }
    splits {
        abi {
            isEnable = true
            reset()
            include("arm64-v8a", "x86_64")
        }
    }
}

repositories {
    mavenLocal()
    google()
    mavenCentral()
}

dependencies {
    implementation("dev.shopfuse:runtime-sdk:0.1.0-SNAPSHOT")
    implementation("com.microsoft.onnxruntime:onnxruntime-android:1.26.0")
    compileOnly("org.jspecify:jspecify:1.0.0")
}
